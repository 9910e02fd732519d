import { t } from '../text';
import type { Field, SettingsModel } from './settings-model';

/** Id of a field's status line, for `aria-describedby`. */
export const statusId = (field: Field): string => `status-${field}`;

/** What became of the last change of a field: its problem by name, or "Saved". */
export function FieldStatus({ model, field }: { model: SettingsModel; field: Field }) {
  const problem = model.problems.value[field];
  return (
    <p id={statusId(field)} class={problem ? 'problem' : 'soft saved'} role="status">
      {problem ? t(problem) : model.saved.value === field ? t('options_saved') : ''}
    </p>
  );
}
