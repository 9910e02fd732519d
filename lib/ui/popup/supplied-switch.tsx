import { t } from '../text';
import type { PopupModel } from './popup-model';

/** Lets the site of this tab hand over what it plays; offered where there are streams, or where it was chosen. */
export function SuppliedSwitch({ model }: { model: PopupModel }) {
  const site = model.site.value;
  if (site.kind !== 'site') return null;
  const chosen = model.settings.value.suppliedSites.includes(site.host);
  const streams = model.videos.value.some(({ subject }) => subject.url.startsWith('blob:'));
  if (!chosen && !streams) return null;
  return (
    <section class="supplied">
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={chosen}
          aria-describedby="supplied-text"
          onChange={(event) => void model.handOver(event.currentTarget.checked)}
        />
        {t('popup_supplied')}
      </label>
      <p id="supplied-text" class="soft">
        {t('supplied_text')}
      </p>
    </section>
  );
}
