import { ALL_SITES } from '../shared/site';
import { coversAll } from '../../platform/origins';
import type { SiteAccess } from '../shared/site-access';
import { t } from '../text';
import { FieldStatus } from './field-status';
import { PausedSites } from './paused-sites';
import type { SettingsModel } from './settings-model';
import { SuppliedSites } from './supplied-sites';

/** Where Whence may look, and where it shall not. */
export function SitesSection({ model, access }: { model: SettingsModel; access: SiteAccess }) {
  return (
    <section aria-labelledby="sites">
      <h2 id="sites">{t('options_sites')}</h2>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={model.settings.value.enabled}
          onChange={(event) => void model.save('enabled', { enabled: event.currentTarget.checked })}
        />
        {t('options_enabled')}
      </label>
      <FieldStatus model={model} field="enabled" />
      <Access access={access} />
      <PausedSites model={model} />
      <SuppliedSites model={model} />
    </section>
  );
}

function Access({ access }: { access: SiteAccess }) {
  const origins = access.origins.value;
  if (origins === null) return null;
  const all = coversAll(origins);
  const single = origins.filter((origin) => !coversAll([origin]));
  return (
    <div class="group">
      <h3>{t('options_access')}</h3>
      <p>
        {t(all ? 'options_access_all' : single.length > 0 ? 'options_access_some' : 'options_access_none')}
      </p>
      {!all && single.length > 0 && (
        <ul class="rows">
          {single.map((origin) => (
            <li key={origin}>
              <bdi>{origin.replace(/^(https?|\*):\/\//, '').replace(/\/\*$/, '')}</bdi>
              <button type="button" onClick={() => void access.remove(origin)}>
                {t('options_remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {all ? (
        <button type="button" onClick={() => void access.remove(ALL_SITES)}>
          {t('options_access_take_back')}
        </button>
      ) : (
        <button type="button" onClick={() => void access.request(ALL_SITES)}>
          {t('options_access_allow_all')}
        </button>
      )}
      {access.refused.value && <p role="status">{t('options_access_refused')}</p>}
    </div>
  );
}
