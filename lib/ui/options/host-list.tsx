import { useSignal } from '@preact/signals';
import type { Settings } from '../../storage/settings';
import { readHost } from '../shared/site';
import { t } from '../text';
import { FieldStatus, statusId } from './field-status';
import type { SettingsModel } from './settings-model';

interface HostListProps {
  model: SettingsModel;
  field: 'pausedSites' | 'suppliedSites';
  title: string;
  /** What being on the list means; null where the title tells. */
  text: string | null;
  /** Label of the field for another host, and its button. */
  add: string;
  button: string;
  /** Accessible name of the button that takes a host off the list. */
  nameOfRemove(host: string): string;
}

/** A list of sites that the viewer adds to and takes from. */
export function HostList({ model, field, title, text, add, button, nameOfRemove }: HostListProps) {
  const typed = useSignal('');
  const hosts = model.settings.value[field];
  const without = (now: Settings, host: string) => now[field].filter((other) => other !== host);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const host = readHost(typed.value);
    if (!host) return model.refuse(field, 'settings_problem_no_host');
    const saved = await model.save(field, (now) => ({ [field]: [...without(now, host), host] }));
    if (saved) typed.value = '';
  };

  return (
    <div class="group">
      <h3>{title}</h3>
      {text && <p class="soft">{text}</p>}
      {hosts.length === 0 ? (
        <p class="soft">{t('options_paused_none')}</p>
      ) : (
        <ul class="rows">
          {hosts.map((host) => (
            <li key={host}>
              <bdi>{host}</bdi>
              <button
                type="button"
                aria-label={nameOfRemove(host)}
                onClick={() => void model.save(field, (now) => ({ [field]: without(now, host) }))}
              >
                {t('options_remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form class="line" onSubmit={(event) => void submit(event)}>
        <label for={`${field}-host`}>{add}</label>
        <input
          id={`${field}-host`}
          type="text"
          inputmode="url"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder="example.org"
          value={typed.value}
          aria-invalid={model.problems.value[field] !== undefined}
          aria-describedby={statusId(field)}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
        <button type="submit">{button}</button>
      </form>
      <FieldStatus model={model} field={field} />
    </div>
  );
}
