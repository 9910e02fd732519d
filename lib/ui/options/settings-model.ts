import { type ReadonlySignal, signal } from '@preact/signals';
import {
  DEFAULT_SETTINGS,
  followSettings,
  type Settings,
  SettingsError,
  saveSettings,
} from '../../storage/settings';

export type Field = keyof Settings;

export interface SettingsModel {
  settings: ReadonlySignal<Settings>;
  /** Message key of what is wrong with what was typed or stored, by field; `settings` for the whole. */
  problems: ReadonlySignal<Partial<Record<Field | 'settings', string>>>;
  /** The field that was saved last, for a short "Saved". */
  saved: ReadonlySignal<Field | null>;
  /** Saves at once. @returns whether it was saved */
  save(field: Field, change: Partial<Settings> | ((now: Settings) => Partial<Settings>)): Promise<boolean>;
  /** Names a problem with what was typed, before anything is saved. */
  refuse(field: Field, problemKey: string): void;
}

const PROBLEM_KEYS = {
  damaged: 'settings_problem_damaged',
  'newer-version': 'settings_problem_newer_version',
  'out-of-range': 'settings_problem_out_of_range',
  'not-saved': 'settings_problem_not_saved',
} as const satisfies Record<SettingsError['problem'], string>;

/** The settings as shown and saved by the options page, kept current until `stop` aborts. */
export function createSettingsModel(stop: AbortSignal): SettingsModel {
  const settings = signal<Settings>(DEFAULT_SETTINGS);
  const problems = signal<Partial<Record<Field | 'settings', string>>>({});
  const saved = signal<Field | null>(null);

  const show = (field: Field | 'settings', problemKey: string | null): void => {
    const { [field]: _, ...others } = problems.peek();
    problems.value = problemKey ? { ...others, [field]: problemKey } : others;
  };

  const follow = async (): Promise<void> => {
    const problem = await followSettings((now) => {
      settings.value = now;
    }, stop);
    if (problem) show('settings', PROBLEM_KEYS[problem.problem]);
  };
  void follow();

  return {
    ...{ settings, problems, saved },
    refuse(field, problemKey) {
      saved.value = null;
      show(field, problemKey);
    },
    async save(field, change) {
      try {
        settings.value = await saveSettings(change);
        show(field, null);
        saved.value = field;
        return true;
      } catch (error) {
        saved.value = null;
        show(field, PROBLEM_KEYS[error instanceof SettingsError ? error.problem : 'not-saved']);
        return false;
      }
    },
  };
}
