import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followHookSites } from '../../../lib/platform/hook-registration';
import { saveSettings } from '../../../lib/storage/settings';

interface Script {
  id: string;
  matches: string[];
  world: string;
  runAt: string;
}

const registered = new Map<string, Script>();
const open = new Set<string>();
const events = { added: [] as (() => unknown)[], removed: [] as (() => unknown)[] };

vi.mock('wxt/browser', async () => {
  const { fakeBrowser: fake } = await import('wxt/testing/fake-browser');
  const scripting = {
    getRegisteredContentScripts: async ({ ids }: { ids: string[] }) =>
      ids.flatMap((id) => registered.get(id) ?? []),
    unregisterContentScripts: async ({ ids }: { ids: string[] }) =>
      ids.forEach((id) => registered.delete(id)),
    registerContentScripts: async (scripts: Script[]) => {
      for (const script of scripts) registered.set(script.id, script);
    },
  };
  const permissions = {
    contains: async ({ origins: [origin] }: { origins: string[] }) => open.has(origin ?? ''),
    onAdded: { addListener: (listener: () => unknown) => events.added.push(listener) },
    onRemoved: { addListener: (listener: () => unknown) => events.removed.push(listener) },
  };
  return { browser: { ...fake, scripting, permissions } };
});

const matches = () => registered.get('appends')?.matches ?? [];

beforeEach(() => {
  fakeBrowser.reset();
  registered.clear();
  open.clear();
  open.add('*://a.example/*').add('*://b.example/*');
  followHookSites();
});

describe('the hook', () => {
  it('is registered in the page’s own world, before its scripts, for the chosen sites alone', async () => {
    await saveSettings({ suppliedSites: ['a.example', 'elsewhere.example', 'b.example'] });
    await vi.waitFor(() => expect(matches()).toEqual(['*://a.example/*', '*://b.example/*']));
    expect(registered.get('appends')).toMatchObject({ world: 'MAIN', runAt: 'document_start' });
  });

  it('goes with the choice, with a pause, with Whence being off', async () => {
    await saveSettings({ suppliedSites: ['a.example', 'b.example'] });
    await vi.waitFor(() => expect(matches()).toHaveLength(2));
    await saveSettings({ suppliedSites: ['b.example'] });
    await vi.waitFor(() => expect(matches()).toEqual(['*://b.example/*']));
    await saveSettings({ pausedSites: ['b.example'] });
    await vi.waitFor(() => expect(registered.size).toBe(0));
    await saveSettings({ pausedSites: [] });
    await vi.waitFor(() => expect(registered.size).toBe(1));
    await saveSettings({ enabled: false });
    await vi.waitFor(() => expect(registered.size).toBe(0));
  });

  it('follows the access that the viewer gives and takes', async () => {
    open.clear();
    await saveSettings({ suppliedSites: ['a.example'] });
    open.add('*://a.example/*');
    for (const tell of events.added) await tell();
    expect(matches()).toEqual(['*://a.example/*']);
    open.clear();
    for (const tell of events.removed) await tell();
    expect(registered.size).toBe(0);
  });
});
