import { browser } from 'wxt/browser';
import { Mark } from '../shared/mark';
import { t } from '../text';
import { NoAccess } from './no-access';
import { PauseSwitch } from './pause-switch';
import type { PopupModel } from './popup-model';
import { SuppliedSwitch } from './supplied-switch';
import { VideoList } from './video-list';

/** All videos of the tab with their verdicts: the place that a page can neither hide nor fake. */
export function Popup({ model }: { model: PopupModel }) {
  const site = model.site.value;
  const problem = model.problem.value;
  return (
    <div class="popup">
      <header class="bar">
        <Mark size={20} />
        <h1>{t('extension_name')}</h1>
        {site.kind === 'site' && (
          <p class="site">
            <bdi>{site.host}</bdi>
          </p>
        )}
      </header>
      <main>
        {problem && (
          <p class="problem" role="alert">
            {t(problem)}
          </p>
        )}
        <Body model={model} />
      </main>
      <footer class="bar">
        <PauseSwitch model={model} />
        <button type="button" class="quiet" onClick={() => void browser.runtime.openOptionsPage()}>
          {t('popup_options')}
        </button>
      </footer>
    </div>
  );
}

function Body({ model }: { model: PopupModel }) {
  switch (model.state.value) {
    case 'loading':
      return <p class="empty" />;
    case 'closed':
      return <Empty title="popup_closed" text="popup_closed_text" />;
    case 'off':
      return (
        <Empty title="popup_off" text="popup_off_text">
          <button type="button" class="main" onClick={() => void model.turnOn()}>
            {t('popup_turn_on')}
          </button>
        </Empty>
      );
    case 'paused':
      return (
        <Empty title="popup_paused" text="popup_paused_text">
          <button type="button" class="main" onClick={() => void model.pause(false)}>
            {t('popup_resume')}
          </button>
        </Empty>
      );
    case 'no-access':
      return <NoAccess model={model} />;
    case 'no-videos':
      return <Empty title="popup_no_videos" text="popup_no_videos_text" />;
    case 'videos':
      return (
        <>
          <VideoList model={model} />
          <SuppliedSwitch model={model} />
        </>
      );
  }
}

interface EmptyProps {
  title: string;
  text: string;
  children?: preact.ComponentChildren;
}

function Empty({ title, text, children }: EmptyProps) {
  return (
    <section class="empty">
      <h2>{t(title)}</h2>
      <p>{t(text)}</p>
      {children}
    </section>
  );
}
