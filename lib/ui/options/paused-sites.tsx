import { useSignal } from '@preact/signals';
import { readHost } from '../shared/site';
import { t } from '../text';
import { FieldStatus, statusId } from './field-status';
import type { SettingsModel } from './settings-model';

export function PausedSites({ model }: { model: SettingsModel }) {
  const typed = useSignal('');
  const { pausedSites } = model.settings.value;

  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const host = readHost(typed.value);
    if (!host) return model.refuse('pausedSites', 'settings_problem_no_host');
    const saved = await model.save('pausedSites', (now) => ({
      pausedSites: [...now.pausedSites.filter((other) => other !== host), host],
    }));
    if (saved) typed.value = '';
  };

  const remove = (host: string): void =>
    void model.save('pausedSites', (now) => ({
      pausedSites: now.pausedSites.filter((other) => other !== host),
    }));

  return (
    <div class="group">
      <h3>{t('options_paused')}</h3>
      {pausedSites.length === 0 ? (
        <p class="soft">{t('options_paused_none')}</p>
      ) : (
        <ul class="rows">
          {pausedSites.map((host) => (
            <li key={host}>
              <bdi>{host}</bdi>
              <button type="button" aria-label={t('options_resume_site', host)} onClick={() => remove(host)}>
                {t('options_remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form class="line" onSubmit={(event) => void add(event)}>
        <label for="paused-host">{t('options_paused_add')}</label>
        <input
          id="paused-host"
          type="text"
          inputmode="url"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder="example.org"
          value={typed.value}
          aria-invalid={model.problems.value.pausedSites !== undefined}
          aria-describedby={statusId('pausedSites')}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
        <button type="submit">{t('options_pause')}</button>
      </form>
      <FieldStatus model={model} field="pausedSites" />
    </div>
  );
}
