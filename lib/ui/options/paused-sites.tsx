import { t } from '../text';
import { HostList } from './host-list';
import type { SettingsModel } from './settings-model';

export function PausedSites({ model }: { model: SettingsModel }) {
  return (
    <HostList
      model={model}
      field="pausedSites"
      title={t('options_paused')}
      text={null}
      add={t('options_paused_add')}
      button={t('options_pause')}
      nameOfRemove={(host) => t('options_resume_site', host)}
    />
  );
}
