import { t } from '../text';
import type { PopupModel } from './popup-model';

/** Stops and starts Whence on the site of this tab. */
export function PauseSwitch({ model }: { model: PopupModel }) {
  const site = model.site.value;
  if (site.kind !== 'site') return <span />;
  const { enabled, pausedSites } = model.settings.value;
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={pausedSites.includes(site.host)}
        disabled={!enabled}
        onChange={(event) => void model.pause(event.currentTarget.checked)}
      />
      {t('popup_pause_site')}
    </label>
  );
}
