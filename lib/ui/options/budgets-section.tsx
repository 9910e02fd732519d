import { useSignal } from '@preact/signals';
import { BUDGET_BOUNDS } from '../../storage/settings-schema';
import { number } from '../shared/format';
import { t } from '../text';
import { FieldStatus, statusId } from './field-status';
import type { SettingsModel } from './settings-model';

const NUMBERS = [
  {
    field: 'contentBudgetBytes',
    unit: 1e6,
    name: 'options_content_budget',
    text: 'options_content_budget_text',
  },
  { field: 'frameBudgetBytes', unit: 1e6, name: 'options_frame_budget', text: 'options_frame_budget_text' },
  { field: 'concurrency', unit: 1, name: 'options_concurrency', text: 'options_concurrency_text' },
] as const;

const SWITCHES = [
  { field: 'respectSaveData', name: 'options_save_data', text: 'options_save_data_text' },
  { field: 'checkDecorative', name: 'options_decorative', text: 'options_decorative_text' },
] as const;

/** What one video may cost. */
export function BudgetsSection({ model }: { model: SettingsModel }) {
  return (
    <section aria-labelledby="budgets">
      <h2 id="budgets">{t('options_budgets')}</h2>
      {NUMBERS.map((entry) => (
        <NumberField key={entry.field} model={model} {...entry} />
      ))}
      {SWITCHES.map(({ field, name, text }) => (
        <div class="group" key={field}>
          <label class="switch">
            <input
              type="checkbox"
              role="switch"
              checked={model.settings.value[field]}
              aria-describedby={`text-${field}`}
              onChange={(event) => void model.save(field, { [field]: event.currentTarget.checked })}
            />
            {t(name)}
          </label>
          <p id={`text-${field}`} class="soft">
            {t(text)}
          </p>
          <FieldStatus model={model} field={field} />
        </div>
      ))}
    </section>
  );
}

function NumberField({
  model,
  field,
  unit,
  name,
  text,
}: { model: SettingsModel } & (typeof NUMBERS)[number]) {
  const { min, max } = BUDGET_BOUNDS[field];
  // What was refused stays in the field, so that it can be mended.
  const refused = useSignal<string | null>(null);
  const change = async (typed: string): Promise<void> => {
    const value = Math.round(Number(typed) * unit);
    refused.value = typed;
    if (typed.trim() === '' || !Number.isFinite(value)) model.refuse(field, 'settings_problem_out_of_range');
    else if (await model.save(field, { [field]: value })) refused.value = null;
  };
  return (
    <div class="group">
      <div class="line">
        <label for={field}>{t(name)}</label>
        <input
          id={field}
          type="number"
          inputmode="decimal"
          min={min / unit}
          max={max / unit}
          step={unit === 1 ? 1 : 'any'}
          value={refused.value ?? model.settings.value[field] / unit}
          aria-invalid={model.problems.value[field] !== undefined}
          aria-describedby={`text-${field} ${statusId(field)}`}
          onChange={(event) => void change(event.currentTarget.value)}
        />
        {unit > 1 && <span>MB</span>}
      </div>
      <p id={`text-${field}`} class="soft">
        {t(text)} {t('options_bounds', number(min / unit), number(max / unit))}
      </p>
      <FieldStatus model={model} field={field} />
    </div>
  );
}
