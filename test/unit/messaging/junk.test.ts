import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CheckRequest } from '../../../lib/messaging/schemas';
import type { EngineHost } from '../../../lib/platform/engine-host';

type Handler = (message: { data: unknown; sender: unknown }) => unknown;

const { handlers, sent } = vi.hoisted(() => ({
  handlers: new Map<string, Handler>(),
  sent: [] as { name: string; data: unknown }[],
}));
vi.mock('wxt/browser', () => ({
  browser: {
    ...fakeBrowser,
    permissions: { contains: async () => true, getAll: async () => ({ origins: ['<all_urls>'] }) },
  },
}));
vi.mock('../../../lib/messaging/protocol', () => ({
  onMessage: (name: string, handler: Handler) => handlers.set(name, handler),
  sendMessage: async (name: string, data: unknown) => void sent.push({ name, data }),
}));
vi.mock('../../../lib/engine/assemble', () => ({ assembleEngine: () => host }));

const host = {
  run: vi.fn<EngineHost['run']>(),
  change: vi.fn<EngineHost['change']>(),
  cancel: vi.fn<EngineHost['cancel']>(),
};
const { id } = fakeBrowser.runtime;
/** A content script of ours in a page that was taken over: it may send whatever it likes as its own frame. */
const script = (frameId = 0) => ({
  ...{ id, frameId, url: 'https://site.example/', documentId: `D${frameId}` },
  tab: { id: 3, url: 'https://site.example/' },
});

const VALID: Record<string, object> = {
  'page:check': {
    ...{
      id: 'v-1',
      generation: 1,
      medium: 'video' as const,
      unseen: false,
      url: 'https://media.example/a.mp4',
      width: 640,
      height: 360,
    },
    ...{ duration: 9, credentialsMode: 'include', pixels: 'tainted', playing: true, encrypted: false },
    ...{ saveData: false, visible: true, waiting: false, asked: false, foundAt: 12.5 },
  } satisfies CheckRequest,
  'page:update': { id: 'v-1', visible: true, playing: true, played: 4 },
  'page:post': {
    id: 'v-1',
    post: {
      ...{ platform: 'youtube', known: true, postId: 'p', permalink: null, author: null },
      label: { kind: 'declared', text: 'AI', hook: 'h' },
    },
  },
  'page:original': {
    id: 'v-1',
    original: { url: 'https://cdn.example/1.mp4', why: 'page-metadata', lookup: null },
  },
  'page:seek': { id: 'v-1' },
  'page:gone': { id: 'v-1' },
  'page:shown': {
    id: 'v-1',
    badge: { present: true, visible: true, name: 'AI-generated', box: [0, 0, 10, 10] },
    timings: { found: 1, firstLabel: null, final: null },
  },
};

/** Anything at all, or a message as it should be with some of its fields exchanged. */
const junkFor = (valid: object): fc.Arbitrary<unknown> => {
  const odd = fc.oneof(
    fc.anything({ withBigInt: true, withMap: true, withSet: true, withDate: true, withTypedArray: true }),
    fc.constantFrom('x'.repeat(9000), -1, Number.NaN, Number.POSITIVE_INFINITY, '1:2:3', '__proto__', null),
  );
  const mutated = fc
    .tuple(fc.subarray(Object.keys(valid), { minLength: 1 }), fc.array(odd, { minLength: 8, maxLength: 8 }))
    .map(([keys, values]) => ({
      ...valid,
      ...Object.fromEntries(keys.map((key, index) => [key, values[index % values.length]])),
    }));
  return fc.oneof(odd, mutated);
};

const call = async (name: string, data: unknown, sender: unknown): Promise<unknown> => {
  const handler = handlers.get(name);
  if (!handler) throw new Error(`nobody hears ${name}`);
  return handler({ data, sender });
};

beforeAll(async () => {
  const { routePage } = await import('../../../lib/messaging/route-page');
  const { routeViews } = await import('../../../lib/messaging/route-views');
  const { createOffscreenHost } = await import('../../../lib/platform/offscreen-host');
  const { routeOriginals } = await import('../../../lib/messaging/route-original');
  const { engineCallbacks } = await import('../../../lib/messaging/route-results');
  const { serveEngine } = await import('../../../lib/engine/serve');
  const originals = routeOriginals(host);
  routePage(host, originals);
  routeViews(host);
  createOffscreenHost(engineCallbacks(originals.consider));
  serveEngine();
});
beforeEach(async () => {
  await fakeBrowser.storage.session.clear();
  vi.clearAllMocks();
  sent.length = 0;
});

describe('what content scripts send', () => {
  it.each(Object.keys(VALID))('%s: junk is refused, and what passes is within its bounds', async (name) => {
    let frame = 0;
    await fc.assert(
      fc.asyncProperty(junkFor(VALID[name] ?? {}), async (junk) => {
        // A frame each, so that no limit of messages stands in the way.
        const sender = script(frame++);
        await call('page:check', VALID['page:check'], sender);
        const error: unknown = await call(name, junk, sender).then(
          () => null,
          (reason: unknown) => reason,
        );
        if (error !== null) expect(error).toBeInstanceOf(v.ValiError);
        for (const [key, record] of Object.entries(await fakeBrowser.storage.session.get(null))) {
          expect(key).toMatch(/^video:3:\d+:[\w-]{1,40}$/);
          expect(JSON.stringify(record).length).toBeLessThan(60_000);
        }
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
        await fakeBrowser.storage.session.clear();
      }),
      { numRuns: 60 },
    );
  });

  it('is not heard where it comes without end', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const sender = script(9999);
      let refused = 0;
      for (let index = 0; index < 6000; index++)
        await call('page:gone', { id: `v-${index % 7}` }, sender).catch(() => refused++);
      expect(refused).toBe(1000);
      await expect(call('page:check', VALID['page:check'], sender)).rejects.toThrow('too many');
      await call('page:check', VALID['page:check'], script(9998));
      expect(host.run).toHaveBeenCalledTimes(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('brings a video back whose record had to go', async () => {
    await call('page:update', { id: 'v-9', visible: true }, script());
    expect(sent).toEqual([{ name: 'tab:again', data: { id: 'v-9' } }]);
  });

  it('says goodbye only for the document that sends it', async () => {
    const [old, young] = [script(), { ...script(), documentId: 'next' }];
    await call('page:check', VALID['page:check'], old);
    await call('page:check', { ...VALID['page:check'], id: 'v-2' }, young);
    await call('page:left', undefined, old);
    expect(Object.keys(await fakeBrowser.storage.session.get(null))).toEqual(['video:3:0:v-2']);
  });
});

describe('what only our own pages and the engine may send', () => {
  const inner = () => [...handlers.keys()].filter((name) => !name.startsWith('page:'));

  it('is refused from anybody else, whatever it says', async () => {
    expect(inner().length).toBeGreaterThanOrEqual(10);
    const strangers = [
      script(),
      { id: 'another', url: `chrome-extension://${id}/popup.html` },
      { id, url: undefined },
      { id, url: 'https://site.example/?chrome-extension://' },
      {},
    ];
    for (const name of inner())
      for (const sender of strangers)
        await expect(call(name, VALID['page:check'], sender), name).rejects.toMatchObject({
          name: 'SenderError',
        });
    expect(host.run).not.toHaveBeenCalled();
    expect(host.cancel).not.toHaveBeenCalled();
  });
});

describe('what a page answers when it is asked', () => {
  it.each(['askStream', 'askBytes', 'askFrames'] as const)('%s: junk is refused', async (ask) => {
    const { engineCallbacks } = await import('../../../lib/messaging/route-results');
    const protocol = await import('../../../lib/messaging/protocol');
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (junk) => {
        const answer = vi.spyOn(protocol, 'sendMessage').mockResolvedValue(junk as never);
        const said = await engineCallbacks(async () => undefined)
          [ask]({
            ...{ key: '3:0:v-1:1', url: 'https://media.example/', range: null },
            request: { count: 1, crop: 8 },
          } as never)
          .catch((error: unknown) => error);
        answer.mockRestore();
        const isNothing = said === null || (Array.isArray(said) && said.length === 0);
        if (!isNothing) expect(said).toBeInstanceOf(v.ValiError);
      }),
    );
  });
});
