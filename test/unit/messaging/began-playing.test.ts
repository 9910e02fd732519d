import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Evidence } from '../../../lib/evidence/evidence';
import type { EngineCallbacks, EngineHost } from '../../../lib/platform/engine-host';

type Handler = (message: { data: unknown; sender: unknown }) => unknown;

const { handlers } = vi.hoisted(() => ({ handlers: new Map<string, Handler>() }));
vi.mock('wxt/browser', () => ({
  browser: {
    ...fakeBrowser,
    permissions: { contains: async () => true, getAll: async () => ({ origins: ['<all_urls>'] }) },
  },
}));
vi.mock('../../../lib/messaging/protocol', () => ({
  onMessage: (name: string, handler: Handler) => handlers.set(name, handler),
  sendMessage: async () => undefined,
}));

const run = vi.fn<EngineHost['run']>();
const host = { run, change: vi.fn<EngineHost['change']>(), cancel: vi.fn<EngineHost['cancel']>() };
const sender = {
  ...{ id: fakeBrowser.runtime.id, frameId: 0, url: 'https://site.example/', documentId: 'D' },
  tab: { id: 3, url: 'https://site.example/' },
};
const call = async (name: string, data: unknown) => handlers.get(name)?.({ data, sender });

const VIDEO = {
  ...{ id: 'v-1', generation: 1, medium: 'video', unseen: false, url: 'blob:https://site.example/1' },
  ...{ width: 640, height: 360, duration: 9, credentialsMode: 'include', pixels: 'readable' },
  ...{
    playing: false,
    encrypted: false,
    saveData: false,
    visible: true,
    waiting: false,
    asked: false,
    foundAt: 1,
  },
};
const unsure = (reason: Evidence['reason']): Evidence => ({
  ...{ source: 'credentials', outcome: reason ? 'could-not-check' : 'not-found', reason },
  ...{ settled: true, details: null, bytes: 0, ms: 1 },
});

let callbacks: EngineCallbacks;
beforeAll(async () => {
  const { routePage } = await import('../../../lib/messaging/route-page');
  const { routeOriginals } = await import('../../../lib/messaging/route-original');
  const { engineCallbacks } = await import('../../../lib/messaging/route-results');
  const page = routePage(host, routeOriginals(host));
  callbacks = engineCallbacks((record) => page.decided(record));
});
beforeEach(async () => {
  await fakeBrowser.storage.session.clear();
  vi.clearAllMocks();
});

const finish = async (reason: Evidence['reason']) => {
  const key = run.mock.calls.at(-1)?.[0].subject.key ?? '';
  await callbacks.onUpdate({ key, evidence: [unsure(reason)], complete: true, bytes: 0 });
};

describe('where data is to be saved', () => {
  const SPARING = { ...VIDEO, saveData: true };
  const budget = () => run.mock.lastCall?.[0].budgets.contentBytes;

  it('nothing is read of the content until the viewer asks on the page, and then also when it plays on', async () => {
    await call('page:check', SPARING);
    expect(budget()).toBe(0);
    await finish('data-saver');
    await call('page:check', { ...SPARING, generation: 2, asked: true });
    expect(budget()).toBeGreaterThan(0);
    expect(run.mock.lastCall?.[0].fresh).toBe(true);
    await finish(null);
    await call('page:update', { id: 'v-1', played: 4 });
    expect(run).toHaveBeenCalledTimes(3);
    expect(budget()).toBeGreaterThan(0);
    expect(run.mock.lastCall?.[0].fresh).toBe(false);
  });

  it('a stream that was not asked about is not looked at again', async () => {
    await call('page:check', SPARING);
    await finish('data-saver');
    await call('page:update', { id: 'v-1', played: 4 });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('another source of the same element waits again', async () => {
    await call('page:check', { ...SPARING, asked: true });
    await finish(null);
    await call('page:check', { ...SPARING, generation: 2, url: 'blob:https://site.example/2' });
    expect(budget()).toBe(0);
  });
});

describe('a stream that begins to play while it is checked', () => {
  it('is looked at once more where its pictures came too late', async () => {
    await call('page:check', VIDEO);
    await call('page:update', { id: 'v-1', playing: true });
    expect(run).toHaveBeenCalledTimes(1);
    await finish('no-frames');
    expect(run).toHaveBeenCalledTimes(2);
    expect(run.mock.lastCall?.[0].subject.playing).toBe(true);
    await finish('no-frames');
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('is left alone where it was decided all the same', async () => {
    await call('page:check', VIDEO);
    await call('page:update', { id: 'v-1', playing: true });
    await finish(null);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('is left alone where it stood still all the while', async () => {
    await call('page:check', VIDEO);
    await finish('no-frames');
    expect(run).toHaveBeenCalledTimes(1);
  });
});
