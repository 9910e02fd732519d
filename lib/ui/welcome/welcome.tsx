import { useSignal } from '@preact/signals';
import { Mark } from '../shared/mark';
import { ALL_SITES } from '../shared/site';
import { coversAll } from '../../platform/origins';
import type { SiteAccess } from '../shared/site-access';
import { t } from '../text';

/** The first run: what Whence does, what it cannot know, what stays here; and where it may look. */
export function Welcome({ access }: { access: SiteAccess }) {
  return (
    <main class="page welcome">
      <header>
        <Mark size={40} />
        <h1>{t('welcome_title')}</h1>
      </header>
      <section class="sentences">
        <p>{t('welcome_does')}</p>
        <p>{t('welcome_cannot')}</p>
        <p>{t('welcome_stays')}</p>
        <p>{t('welcome_fetches')}</p>
      </section>
      <Where access={access} />
    </main>
  );
}

function Where({ access }: { access: SiteAccess }) {
  const clickOnly = useSignal(false);
  const origins = access.origins.value;
  if (origins === null) return null;
  if (coversAll(origins)) return <Done title="welcome_all" text="welcome_all_text" />;
  if (clickOnly.value) return <Done title="welcome_click" text="welcome_click_text" />;
  return (
    <section class="where" aria-labelledby="where">
      <h2 id="where">{t('welcome_where')}</h2>
      <p class="soft">{t('welcome_where_text')}</p>
      <div class="choices">
        <button type="button" class="main" onClick={() => void access.request(ALL_SITES)}>
          {t('welcome_allow_all')}
        </button>
        <button type="button" onClick={() => (clickOnly.value = true)}>
          {t('welcome_click_only')}
        </button>
      </div>
      {access.refused.value && (
        <p class="problem" role="status">
          {t('welcome_refused')}
        </p>
      )}
    </section>
  );
}

function Done({ title, text }: { title: string; text: string }) {
  return (
    <section class="where done" role="status">
      <h2>{t(title)}</h2>
      <p>{t(text)}</p>
    </section>
  );
}
