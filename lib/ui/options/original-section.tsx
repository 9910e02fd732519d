import { t } from '../text';
import { FieldStatus } from './field-status';
import type { SettingsModel } from './settings-model';

const FIELD = 'lookForOriginals';

/** Whether original files are looked for without a click, and what that tells to whom. */
export function OriginalSection({ model }: { model: SettingsModel }) {
  return (
    <section aria-labelledby="originals">
      <h2 id="originals">{t('options_originals')}</h2>
      <p class="soft">{t('options_originals_text')}</p>
      <div class="group">
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            checked={model.settings.value[FIELD]}
            aria-describedby={`text-${FIELD}`}
            onChange={(event) => void model.save(FIELD, { [FIELD]: event.currentTarget.checked })}
          />
          {t('options_look_for_originals')}
        </label>
        <p id={`text-${FIELD}`} class="soft">
          {t('options_look_for_originals_text')}
        </p>
        <FieldStatus model={model} field={FIELD} />
      </div>
    </section>
  );
}
