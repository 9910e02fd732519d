import type { Mode } from '../../storage/settings';
import { t } from '../text';
import { FieldStatus } from './field-status';
import type { SettingsModel } from './settings-model';

const MODES = [
  { mode: 'viewer', name: 'options_mode_viewer', text: 'options_mode_viewer_text' },
  { mode: 'investigator', name: 'options_mode_investigator', text: 'options_mode_investigator_text' },
] as const satisfies { mode: Mode; name: string; text: string }[];

export function ModeSection({ model }: { model: SettingsModel }) {
  return (
    <section aria-labelledby="mode">
      <h2 id="mode">{t('options_mode')}</h2>
      <fieldset class="cards">
        <legend class="soft">{t('options_mode_legend')}</legend>
        {MODES.map(({ mode, name, text }) => (
          <label class="card" key={mode}>
            <input
              type="radio"
              name="mode"
              value={mode}
              checked={model.settings.value.mode === mode}
              onChange={() => void model.save('mode', { mode })}
            />
            <span>
              <strong>{t(name)}</strong>
              <span class="soft">{t(text)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <FieldStatus model={model} field="mode" />
    </section>
  );
}
