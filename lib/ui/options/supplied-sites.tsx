import { t } from '../text';
import { HostList } from './host-list';
import type { SettingsModel } from './settings-model';

/** Sites whose pages hand over what they feed to their players. */
export function SuppliedSites({ model }: { model: SettingsModel }) {
  return (
    <HostList
      model={model}
      field="suppliedSites"
      title={t('options_supplied')}
      text={t('supplied_text')}
      add={t('options_supplied_add')}
      button={t('options_supplied_allow')}
      nameOfRemove={(host) => t('options_supplied_remove', host)}
    />
  );
}
