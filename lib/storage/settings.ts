import { browser } from 'wxt/browser';
import { exclusively } from './exclusively';
import {
  checkSettings,
  DEFAULT_SETTINGS,
  parseSettings,
  SETTINGS_VERSION,
  type Settings,
  SettingsError,
} from './settings-schema';

export { DEFAULT_SETTINGS, type Mode, type Settings, SettingsError } from './settings-schema';

const KEY = 'settings';
/** Copies that could not be read, under `settings-aside:<ISO time>`: kept, and never read by us. */
const ASIDE = 'settings-aside:';

export interface LoadedSettings {
  settings: Settings;
  /** Why the stored copy was not used; the caller shows it, the defaults hold meanwhile. */
  problem: SettingsError | null;
}

/** Reads the settings. A copy that cannot be read is kept aside, named in `problem`, and replaced by the defaults. */
export async function loadSettings(): Promise<LoadedSettings> {
  const stored = (await browser.storage.local.get(KEY))[KEY];
  if (stored === undefined) return { settings: DEFAULT_SETTINGS, problem: null };
  try {
    return { settings: parseSettings(stored), problem: null };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    await exclusively(KEY, () => setAside(stored));
    return { settings: DEFAULT_SETTINGS, problem: error };
  }
}

async function setAside(bad: unknown): Promise<void> {
  const now = (await browser.storage.local.get(KEY))[KEY];
  // Another page may have put it aside in the meantime: then what stands there now is good.
  if (JSON.stringify(now) !== JSON.stringify(bad)) return;
  await browser.storage.local.set({
    [ASIDE + new Date().toISOString()]: bad,
    [KEY]: { version: SETTINGS_VERSION, ...DEFAULT_SETTINGS },
  });
}

/**
 * Changes some settings and keeps the rest.
 * `change` is a patch, or a function from the settings as they are now (for lists).
 * @returns the settings as saved
 * @throws SettingsError out-of-range with the field at fault, not-saved where storage refuses
 */
export function saveSettings(
  change: Partial<Settings> | ((now: Settings) => Partial<Settings>),
): Promise<Settings> {
  return exclusively(KEY, async () => {
    const stored = (await browser.storage.local.get(KEY))[KEY];
    const now = readOr(stored, DEFAULT_SETTINGS);
    const next = checkSettings({ ...now, ...(typeof change === 'function' ? change(now) : change) });
    const aside = stored !== undefined && now === DEFAULT_SETTINGS ? unreadable(stored) : {};
    try {
      await browser.storage.local.set({ ...aside, [KEY]: { version: SETTINGS_VERSION, ...next } });
    } catch (cause) {
      throw new SettingsError('not-saved', null, 'the browser did not save the settings', { cause });
    }
    return next;
  });
}

/** Calls `listener` with the new settings after every change, from whatever page, until `signal` aborts. */
export function watchSettings(listener: (settings: Settings) => void, signal: AbortSignal): void {
  const onChanged = (changes: Record<string, { newValue?: unknown }>): void => {
    const change = changes[KEY];
    if (change) listener(readOr(change.newValue, DEFAULT_SETTINGS));
  };
  browser.storage.local.onChanged.addListener(onChanged);
  signal.addEventListener('abort', () => browser.storage.local.onChanged.removeListener(onChanged), {
    once: true,
  });
}

/**
 * Gives the settings now and after every change, until `signal` aborts; a change that comes in while the first
 * reading is under way wins over it.
 * @returns the problem of the stored copy, as {@link loadSettings} does
 */
export async function followSettings(
  listener: (settings: Settings) => void,
  signal: AbortSignal,
): Promise<SettingsError | null> {
  let changed = false;
  watchSettings((settings) => {
    changed = true;
    listener(settings);
  }, signal);
  const { settings, problem } = await loadSettings();
  if (!changed && !signal.aborted) listener(settings);
  return problem;
}

function readOr(stored: unknown, fallback: Settings): Settings {
  try {
    return parseSettings(stored);
  } catch {
    return fallback;
  }
}

function unreadable(stored: unknown): Record<string, unknown> {
  return { [ASIDE + new Date().toISOString()]: stored };
}
