import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULT_SETTINGS, loadSettings, saveSettings } from '../../../lib/storage/settings';
import { createPopupModel, type PopupModel, type PopupPorts } from '../../../lib/ui/popup/popup-model';
import { tabOfPopup } from '../../../lib/ui/popup/popup-tab';
import { ALL_SITES } from '../../../lib/ui/shared/site';
import type { fakePermissions } from './fake-permissions';
import { keyOf, record } from './records';

const { permissions } = await vi.hoisted(async () => {
  const { fakePermissions: make } = await import('./fake-permissions');
  return { permissions: make() as ReturnType<typeof fakePermissions> };
});
vi.mock('wxt/browser', () => ({ browser: { ...fakeBrowser, permissions } }));

const session = fakeBrowser.storage.session;
const ports = {
  focus: vi.fn<PopupPorts['focus']>(),
  recheck: vi.fn<PopupPorts['recheck']>(),
  seek: vi.fn<PopupPorts['seek']>(),
  inject: vi.fn<PopupPorts['inject']>(),
};

let stop: AbortController;
beforeEach(() => {
  fakeBrowser.reset();
  permissions.clear();
  for (const port of Object.values(ports)) port.mockReset().mockResolvedValue(undefined);
  stop?.abort();
  stop = new AbortController();
});

const open = async (url: string | undefined = 'https://feed.example/page'): Promise<PopupModel> => {
  const model = createPopupModel(Promise.resolve({ id: 1, url }), ports, stop.signal);
  await vi.waitFor(() => expect(model.state.value).not.toBe('loading'));
  return model;
};
const show = (...videos: ReturnType<typeof record>[]): Promise<void> =>
  session.set(Object.fromEntries(videos.map((video) => [keyOf(video), video])));

describe('the popup', () => {
  it.each(['chrome://settings/', 'about:addons', 'file:///clip.mp4', 'https://chromewebstore.google.com/x'])(
    'says that no extension runs on %s',
    async (url) => {
      expect((await open(url)).state.value).toBe('closed');
    },
  );

  it('asks for access, and says when it was refused', async () => {
    const model = await open();
    expect(model.state.value).toBe('no-access');
    permissions.state.agrees = false;
    await model.access.request('https://feed.example/*');
    expect(model.access.refused.value).toBe(true);
    permissions.state.agrees = true;
    await model.access.request('https://feed.example/*');
    expect(model.access.refused.value).toBe(false);
    expect(model.state.value).toBe('no-videos');
  });

  it('is content with access to all sites', async () => {
    await permissions.request({ origins: [ALL_SITES] });
    expect((await open()).state.value).toBe('no-videos');
  });

  it('looks once without access, and says when it could not', async () => {
    const model = await open();
    ports.inject.mockRejectedValueOnce(new Error('no'));
    await model.checkOnce();
    expect(model.problem.value).toBe('popup_problem_not_entered');
    expect(model.state.value).toBe('no-access');
    await model.checkOnce();
    expect(ports.inject).toHaveBeenLastCalledWith(1);
    expect(model.problem.value).toBeNull();
    expect(model.state.value).toBe('no-videos');
  });

  it('lists the videos of its tab only, the main frame first, as they come and go', async () => {
    await show(
      record('b', { frameId: 3 }),
      record('a', { timings: { found: 5, firstLabel: null, final: null } }),
    );
    await session.set({ 'video:12:0:x': record('other tab') });
    const model = await open();
    expect(model.state.value).toBe('videos');
    const keys = (): string[] => model.videos.value.map((video) => video.subject.key);
    expect(keys()).toEqual(['1:0:a:1', '1:3:b:1']);
    await show(record('c'));
    await vi.waitFor(() => expect(keys()).toEqual(['1:0:c:1', '1:0:a:1', '1:3:b:1']));
    await session.remove('video:1:0:a');
    await show(record('b', { frameId: 3, state: 'gone' }));
    await vi.waitFor(() => expect(keys()).toEqual(['1:0:c:1']));
  });

  it('pauses and resumes a site', async () => {
    await show(record('a'));
    await saveSettings({ pausedSites: ['other.example'] });
    const model = await open();
    await model.pause(true);
    await vi.waitFor(() => expect(model.state.value).toBe('paused'));
    expect((await loadSettings()).settings.pausedSites).toEqual(['other.example', 'feed.example']);
    await model.pause(false);
    await vi.waitFor(() => expect(model.state.value).toBe('videos'));
    expect((await loadSettings()).settings.pausedSites).toEqual(['other.example']);
  });

  it('lets the site of a player hand over what it plays, and no longer', async () => {
    await show(record('a'));
    const model = await open();
    expect(model.suppliers.value).toEqual([]);
    await show(record('b', { subject: { url: 'blob:x', frameUrl: 'https://player.example/embed' } }));
    await vi.waitFor(() => expect(model.suppliers.value).toEqual(['player.example']));
    await show(record('c', { subject: { url: 'blob:y', frameUrl: 'https://feed.example/' } }));
    await vi.waitFor(() => expect(model.suppliers.value).toEqual(['feed.example', 'player.example']));
    await model.handOver('player.example', true);
    expect((await loadSettings()).settings.suppliedSites).toEqual(['player.example']);
    await model.handOver('player.example', false);
    expect((await loadSettings()).settings.suppliedSites).toEqual([]);
  });

  it('says that Whence is off, and turns it on', async () => {
    await saveSettings({ enabled: false });
    const model = await open();
    expect(model.state.value).toBe('off');
    await model.turnOn();
    await vi.waitFor(() => expect(model.state.value).toBe('no-access'));
  });

  it('says when the browser does not save', async () => {
    const model = await open();
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('quota'));
    await model.pause(true);
    expect(model.problem.value).toBe('popup_problem_not_saved');
    expect(model.settings.value).toEqual(DEFAULT_SETTINGS);
  });

  it('hands on what is asked of a video', async () => {
    const model = await open();
    await model.focus(record('a'));
    expect(ports.focus).toHaveBeenCalledWith('1:0:a:1');
    ports.recheck.mockRejectedValueOnce(new Error('gone'));
    await model.recheck(record('a'));
    expect(model.problem.value).toBe('popup_problem_not_checked');
  });

  it('leaves no listener behind', async () => {
    const areas = [session.onChanged, fakeBrowser.storage.local.onChanged].map((event) => ({
      add: vi.spyOn(event, 'addListener'),
      remove: vi.spyOn(event, 'removeListener'),
    }));
    await open();
    const listening = (): number => permissions.onAdded.listeners.size + permissions.onRemoved.listeners.size;
    expect(listening()).toBe(2);
    stop.abort();
    expect(listening()).toBe(0);
    for (const { add, remove } of areas) {
      expect(add).toHaveBeenCalledOnce();
      expect(remove.mock.calls).toEqual(add.mock.calls);
    }
  });
});

describe('the tab of the popup', () => {
  const tabs = {
    get: async (id: number) => {
      if (id !== 7) throw new Error('no such tab');
      return { id: 7, url: 'https://named.example/' };
    },
    query: async () => [{ id: 3, url: 'https://active.example/' }],
  } as unknown as Parameters<typeof tabOfPopup>[0];

  it('is the active one, or the one that is named', async () => {
    expect(await tabOfPopup(tabs, '')).toEqual({ id: 3, url: 'https://active.example/' });
    expect(await tabOfPopup(tabs, '?tab=7')).toEqual({ id: 7, url: 'https://named.example/' });
    expect(await tabOfPopup(tabs, '?tab=8')).toBeNull();
  });
});
