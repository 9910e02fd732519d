import { ALL_SITES } from '../shared/site';
import { t } from '../text';
import type { PopupModel } from './popup-model';

/** Whence may not read this site yet: once, always here, or everywhere. */
export function NoAccess({ model }: { model: PopupModel }) {
  const site = model.site.value;
  return (
    <section class="empty">
      <h2>{t('popup_no_access')}</h2>
      <p>{t('popup_no_access_text')}</p>
      <div class="choices">
        <button type="button" class="main" onClick={() => void model.checkOnce()}>
          {t('popup_check_once')}
        </button>
        {site.kind === 'site' && (
          <button type="button" onClick={() => void model.access.request(site.pattern)}>
            {t('popup_allow_site', site.host)}
          </button>
        )}
        <button type="button" onClick={() => void model.access.request(ALL_SITES)}>
          {t('popup_allow_all')}
        </button>
      </div>
      {model.access.refused.value && <p role="status">{t('popup_access_refused')}</p>}
      <p class="soft">{t('popup_no_access_hosts')}</p>
    </section>
  );
}
