import { t } from '../text';
import type { PopupModel } from './popup-model';

/** Lets the site of this tab, and the players of others in it, hand over what they play. */
export function SuppliedSwitch({ model }: { model: PopupModel }) {
  const site = model.site.value;
  const hosts = model.suppliers.value;
  if (hosts.length === 0 || site.kind !== 'site') return null;
  return (
    <section class="supplied">
      {hosts.map((host) => (
        <label class="switch" key={host}>
          <input
            type="checkbox"
            role="switch"
            checked={model.settings.value.suppliedSites.includes(host)}
            aria-describedby="supplied-text"
            onChange={(event) => void model.handOver(host, event.currentTarget.checked)}
          />
          {host === site.host ? t('popup_supplied') : t('popup_supplied_host', host)}
        </label>
      ))}
      <p id="supplied-text" class="soft">
        {t('supplied_text')}
      </p>
    </section>
  );
}
