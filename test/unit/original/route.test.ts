import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OriginalFinding } from '../../../lib/evidence/credentials/original-details';
import { emptyDetails } from '../../../lib/evidence/credentials/details';
import type { EvidenceOf } from '../../../lib/evidence/evidence';
import type { VideoRecord } from '../../../lib/messaging/video-record';
import type { OriginalAddress } from '../../../lib/page/sites/original-lookup';
import type { EngineHost } from '../../../lib/platform/engine-host';
import { DEFAULT_SETTINGS, SETTINGS_VERSION } from '../../../lib/storage/settings-schema';
import { keyOf, record } from '../ui/records';

const { handlers, told, origins } = vi.hoisted(() => ({
  handlers: new Map<string, (message: unknown) => Promise<unknown>>(),
  told: [] as unknown[],
  origins: { value: ['<all_urls>'] },
}));
vi.mock('wxt/browser', () => ({
  browser: {
    ...fakeBrowser,
    permissions: { contains: async () => true, getAll: async () => ({ origins: origins.value }) },
  },
}));
vi.mock('../../../lib/messaging/protocol', () => ({
  onMessage: (name: string, handler: (message: unknown) => Promise<unknown>) => handlers.set(name, handler),
  sendMessage: async (name: string, data: { original: unknown }) => {
    if (name === 'tab:answer') told.push(data.original);
  },
}));

const host = {
  run: vi.fn<EngineHost['run']>(),
  change: vi.fn<EngineHost['change']>(),
  cancel: vi.fn<EngineHost['cancel']>(),
};
const { routeOriginals } = await import('../../../lib/messaging/route-original');
const { engineCallbacks } = await import('../../../lib/messaging/route-results');
const originals = routeOriginals(host);
const callbacks = engineCallbacks(originals.consider);

const none: EvidenceOf<'credentials'> = {
  ...{ source: 'credentials', outcome: 'not-found', reason: null, details: emptyDetails('none') },
  ...{ bytes: 100, ms: 10, settled: true },
};
const address: OriginalAddress = { url: 'https://pds.example/1.mp4', why: 'kept-upload', lookup: null };
const place = {
  ...{ tabId: 1, frameId: 0, id: 'a', documentId: null },
  ...{ frameUrl: 'https://feed.example/', pageUrl: 'https://feed.example/' },
};
const found: OriginalFinding = {
  details: {
    ...{ outcome: 'credited', reason: null, why: 'kept-upload', host: 'pds.example', hosts: ['pds.example'] },
    ...{ framesMatched: true, comparedWith: 'screen' },
  },
  credentials: {
    ...emptyDetails('trusted'),
    declared: { active: ['trainedAlgorithmicMedia'], parents: [], components: [] },
  },
  ...{ bytes: 1000, ms: 5 },
};

const put = async (over: Parameters<typeof record>[1] = {}): Promise<VideoRecord> => {
  const video = record('a', { evidence: [none], bytes: 100, ...over });
  await fakeBrowser.storage.session.set({ [keyOf(video)]: video });
  return video;
};
const now = async (): Promise<VideoRecord> =>
  (await fakeBrowser.storage.session.get('video:1:0:a'))['video:1:0:a'] as VideoRecord;
const choose = (settings: object) =>
  fakeBrowser.storage.local.set({
    settings: { version: SETTINGS_VERSION, ...DEFAULT_SETTINGS, ...settings },
  });
const answer = async (since: number) =>
  callbacks.onUpdate({
    ...{ key: (await now()).subject.key, evidence: [], complete: true, bytes: found.bytes },
    original: { ...found, since },
  });

beforeEach(() => {
  fakeBrowser.reset();
  vi.clearAllMocks();
  told.length = 0;
  origins.value = ['<all_urls>'];
});

describe('an original that a page names', () => {
  it('is offered, and asked for only when the viewer says so', async () => {
    const { subject } = await put();
    await originals.named(address, place);
    expect(told).toEqual([expect.objectContaining({ state: 'offered', host: 'pds.example' })]);
    expect(host.run).not.toHaveBeenCalled();
    await originals.seek(subject.key);
    expect(told.at(-1)).toMatchObject({ state: 'looking' });
    const { since } = (await now()).original ?? {};
    expect(host.run.mock.calls[0]?.[0].original).toEqual({ address, since, origins: ['<all_urls>'] });
    await originals.seek(subject.key);
    expect(host.run).toHaveBeenCalledTimes(1);
    await answer(since ?? 0);
    expect(await now()).toMatchObject({ verdict: { label: 'ai-generated' }, bytes: 1100 });
    expect(told.at(-1)).toBeNull();
  });

  it.each<[string, OriginalAddress | null]>([
    ['in a private network', { ...address, url: 'https://10.0.0.1/1.mp4' }],
    ['without TLS', { ...address, url: 'http://pds.example/1.mp4' }],
    ['none', null],
  ])('is not offered where it is %s', async (_, original) => {
    const { subject } = await put();
    await originals.named(original, place);
    await originals.seek(subject.key);
    expect((await now()).original).toBeNull();
    expect(host.run).not.toHaveBeenCalled();
  });

  it('takes what was credited along when it changes, and no answer about the former one', async () => {
    const { subject } = await put();
    await originals.named(address, place);
    await originals.seek(subject.key);
    const { since } = (await now()).original ?? {};
    await answer(since ?? 0);
    await originals.named({ ...address, url: 'https://pds.example/2.mp4' }, place);
    expect(await now()).toMatchObject({ verdict: { label: 'nothing-found' }, original: { finding: null } });
    await answer(since ?? 0);
    expect(await now()).toMatchObject({ verdict: { label: 'nothing-found' }, original: { finding: null } });
  });

  it('stays credited while more of the stream is checked', async () => {
    const { subject } = await put();
    await originals.named(address, place);
    await originals.seek(subject.key);
    await answer((await now()).original?.since ?? 0);
    await callbacks.onUpdate({ key: subject.key, evidence: [none], complete: true, bytes: 300 });
    expect(await now()).toMatchObject({ verdict: { label: 'ai-generated' }, bytes: 1300 });
  });

  it('is asked for by our own pages, and by no page', async () => {
    const { subject } = await put();
    await originals.named(address, place);
    const press = (sender: object) =>
      Promise.resolve(handlers.get('view:seek')?.({ data: { key: subject.key }, sender }));
    const { id } = fakeBrowser.runtime;
    const script = { id, tab: { id: 1 }, frameId: 0, url: 'https://feed.example/' };
    await expect(press(script)).rejects.toThrow('own pages only');
    expect(host.run).not.toHaveBeenCalled();
    await press({ id, url: `${fakeBrowser.runtime.getURL('')}popup.html` });
    expect(host.run).toHaveBeenCalledTimes(1);
  });
});

describe('the option to look always', () => {
  const named = async (over: Parameters<typeof record>[1] = {}) => {
    await put(over);
    await originals.named(address, place);
    return host.run.mock.calls.length;
  };

  it('is off, and then asks for itself', async () => {
    expect(await named()).toBe(0);
    await choose({ lookForOriginals: true });
    expect(await named()).toBe(1);
  });

  it('waits until the video is checked and plays', async () => {
    await choose({ lookForOriginals: true });
    expect(await named({ state: 'queued' })).toBe(0);
    const { subject } = await now();
    await callbacks.onUpdate({ key: subject.key, evidence: [none], complete: true, bytes: 1 });
    expect(host.run).toHaveBeenCalledTimes(1);
    host.run.mockClear();
    expect(await named({ subject: { playing: false } })).toBe(0);
  });

  it('does not ask where data is to be saved, access lacks, or the video has credentials', async () => {
    await choose({ lookForOriginals: true });
    expect(await named({ subject: { saveData: true } })).toBe(0);
    origins.value = ['https://feed.example/*'];
    expect(await named()).toBe(0);
    origins.value = ['<all_urls>'];
    const own = { ...none, outcome: 'found', details: emptyDetails('trusted') } as const;
    expect(await named({ evidence: [own] })).toBe(0);
  });
});
