import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  DEFAULT_SETTINGS,
  loadSettings,
  saveSettings,
  SettingsError,
  watchSettings,
} from '../../../lib/storage/settings';
import { parseSettings, SETTINGS_VERSION } from '../../../lib/storage/settings-schema';

vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));

const area = fakeBrowser.storage.local;
const aside = async (): Promise<unknown[]> =>
  Object.entries(await area.get(null))
    .filter(([key]) => key.startsWith('settings-aside:'))
    .map(([, value]) => value);

beforeEach(() => fakeBrowser.reset());

it('takes settings that were kept before there were sites that hand over what they play', () => {
  const { suppliedSites: _, ...older } = DEFAULT_SETTINGS;
  expect(parseSettings({ version: SETTINGS_VERSION, ...older })).toEqual(DEFAULT_SETTINGS);
});

describe('settings', () => {
  it('are the defaults, without a problem, where nothing is stored', async () => {
    expect(await loadSettings()).toEqual({ settings: DEFAULT_SETTINGS, problem: null });
  });

  it('keep what is not changed', async () => {
    await saveSettings({ mode: 'investigator' });
    await saveSettings((now) => ({ pausedSites: [...now.pausedSites, 'example.org'] }));
    const { settings } = await loadSettings();
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, mode: 'investigator', pausedSites: ['example.org'] });
  });

  it('lose no change when many are made at once', async () => {
    const hosts = Array.from({ length: 20 }, (_, i) => `site${i}.example`);
    await Promise.all(
      hosts.map((host) => saveSettings((now) => ({ pausedSites: [...now.pausedSites, host] }))),
    );
    expect((await loadSettings()).settings.pausedSites.toSorted()).toEqual(hosts.toSorted());
  });

  it.each([
    ['text', 'what?'],
    ['a number', 7],
    ['a list', []],
    ['an object without version', { mode: 'viewer' }],
    ['a value of another kind', { version: 1, ...DEFAULT_SETTINGS, concurrency: 'two' }],
    ['a missing field', { version: 1, mode: 'viewer' }],
  ])('that are damaged (%s) are named, kept aside once, and replaced by the defaults', async (_, bad) => {
    await area.set({ settings: bad });
    const { settings, problem } = await loadSettings();
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(problem).toBeInstanceOf(SettingsError);
    expect(problem?.problem).toBe('damaged');
    expect(await aside()).toEqual([bad]);
    expect((await loadSettings()).problem).toBeNull();
    expect(await aside()).toHaveLength(1);
  });

  it('of a later version are kept aside, not read', async () => {
    const later = { version: 99, mode: 'telepathic' };
    await area.set({ settings: later });
    expect((await loadSettings()).problem?.problem).toBe('newer-version');
    expect(await aside()).toEqual([later]);
  });

  it('that are damaged are kept aside by a save too', async () => {
    await area.set({ settings: { version: 1, mode: 'purple' } });
    await saveSettings({ enabled: false });
    expect((await loadSettings()).settings.enabled).toBe(false);
    expect(await aside()).toEqual([{ version: 1, mode: 'purple' }]);
  });

  it('refuse a number out of bounds and name its field', async () => {
    await expect(saveSettings({ concurrency: 50 })).rejects.toMatchObject({
      name: 'SettingsError',
      problem: 'out-of-range',
      field: 'concurrency',
    });
    expect((await loadSettings()).settings.concurrency).toBe(DEFAULT_SETTINGS.concurrency);
  });

  it('say so when the browser does not save', async () => {
    vi.spyOn(area, 'set').mockRejectedValueOnce(new Error('quota'));
    await expect(saveSettings({ enabled: false })).rejects.toMatchObject({ problem: 'not-saved' });
  });

  it('tell watchers until they leave', async () => {
    const seen: boolean[] = [];
    const leave = new AbortController();
    watchSettings((settings) => seen.push(settings.enabled), leave.signal);
    await saveSettings({ enabled: false });
    leave.abort();
    await saveSettings({ enabled: true });
    expect(seen).toEqual([false]);
  });

  it('climb from version to version', () => {
    const stored = { version: 1, ...DEFAULT_SETTINGS, concurrency: undefined, jobs: 3 };
    const migrations = {
      1: ({ jobs, ...rest }: Record<string, unknown>) => ({ ...rest, parallel: jobs }),
      2: ({ parallel, ...rest }: Record<string, unknown>) => ({ ...rest, concurrency: parallel }),
    };
    expect(parseSettings(stored, migrations, 3)).toEqual({ ...DEFAULT_SETTINGS, concurrency: 3 });
    expect(() => parseSettings(stored, { 2: migrations[2] }, 3)).toThrow(SettingsError);
  });
});
