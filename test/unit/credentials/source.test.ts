import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CheckError } from '../../../lib/evidence/check-error';
import type { EvidenceOf } from '../../../lib/evidence/evidence';
import { createHttpByteSource } from '../../../lib/media/http-byte-source';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';
import { type FeedServer, startFeedServer } from '../../fixtures/feed/server';
import { makeFixtures } from '../../fixtures/signing/make';
import { checkBytes, checkSource } from './check-bytes';

const set = await makeFixtures();
const fixture = (name: string) => new Uint8Array(readFileSync(set.path(name)));
let server: FeedServer;

beforeAll(async () => {
  server = await startFeedServer({ fixturesDir: set.dir });
});
afterAll(() => server.close());

const overHttp = (path: string, budget = 10_000_000) =>
  createHttpByteSource(`${server.origin}${path}`, {
    fetch,
    budget,
    credentialsMode: 'omit',
    timeoutMs: 5000,
  });
const fileOf = (name: string) => set.fixtures.find((entry) => entry.name === name)?.file ?? '';

describe('three steps', () => {
  it('tell issuer and declaration before the content is read', async () => {
    const { evidence, partial } = await checkBytes(fixture('trusted-ai-generated'), set.lists);
    const [early] = partial as EvidenceOf<'credentials'>[];
    expect(partial).toHaveLength(1);
    expect(early).toMatchObject({
      settled: false,
      outcome: 'found',
      details: {
        state: 'trusted',
        issuer: 'Whence Demo Generator (demo CA)',
        declares: ['trainedAlgorithmicMedia'],
        contentCheck: 'pending',
      },
    });
    expect(evidence).toMatchObject({ settled: true, details: { state: 'trusted', contentCheck: 'done' } });
    expect(early?.bytes).toBeLessThan(evidence.bytes / 3);
  });

  it('say nothing about content that was not read yet', async () => {
    const { evidence, partial } = await checkBytes(fixture('tampered'), set.lists);
    expect(partial[0]?.details).toMatchObject({ state: 'trusted', failures: [], contentCheck: 'pending' });
    expect(evidence.details).toMatchObject({ state: 'invalid', broken: 'content-changed' });
  });

  it('never call a chain intact whose content was not read', async () => {
    const { evidence, partial } = await checkBytes(fixture('captured-then-trimmed'), set.lists);
    expect(partial[0]?.details).toMatchObject({ parentChainIntact: false });
    expect(evidence.details).toMatchObject({ parentChainIntact: true });
  });

  it.each([
    ['too-large', 10_000],
    ['data-saver', 0],
  ])('keep what the manifest told where the content is %s', async (reason, budget) => {
    const source = createMemoryByteSource(fixture('trusted-ai-generated'));
    const { evidence } = await checkSource(source, set.lists, budget);
    expect(evidence).toMatchObject({
      outcome: 'could-not-check',
      reason,
      settled: true,
      details: {
        issuer: 'Whence Demo Generator (demo CA)',
        contentCheck: 'not-made',
        parentChainIntact: false,
      },
    });
  });

  /** A file whose content cannot be fetched `times` times, while its first bytes can. */
  const failing = (times: number) => {
    const inner = createMemoryByteSource(fixture('trusted-ai-generated'));
    let left = times;
    return {
      ...inner,
      get spent() {
        return inner.spent;
      },
      stream: (...args: Parameters<typeof inner.stream>) => {
        if (left-- > 0) throw new CheckError('network', 'changed');
        return inner.stream(...args);
      },
    };
  };

  it('read a file anew that changed while its content was fetched', async () => {
    const { evidence, partial } = await checkSource(failing(1), set.lists);
    expect(evidence.details).toMatchObject({ state: 'trusted', contentCheck: 'done' });
    expect(partial).toHaveLength(2);
  });

  it('keep what the manifest told where the connection fails again', async () => {
    const { evidence } = await checkSource(failing(2), set.lists);
    expect(evidence).toMatchObject({
      outcome: 'could-not-check',
      reason: 'network',
      details: { issuer: 'Whence Demo Generator (demo CA)', contentCheck: 'not-made' },
    });
  });
});

describe('over HTTP', () => {
  it.each(['unsigned', 'unsigned-moov-last', 'unsigned-fragmented', 'unsigned-mov'])(
    '%s costs at most 64 KiB',
    async (name) => {
      const { evidence } = await checkSource(overHttp(`/media/${fileOf(name)}`), set.lists);
      expect(evidence.outcome).toBe('not-found');
      expect(evidence.bytes).toBeLessThanOrEqual(64 * 1024);
    },
  );

  it('a signed file is fetched once, in pieces', async () => {
    const { evidence } = await checkSource(overHttp(`/media/${fileOf('c2pa-behind-mdat')}`), set.lists);
    expect(evidence.details?.state).toBe('trusted');
    expect(evidence.bytes).toBe(fixture('c2pa-behind-mdat').length);
  });

  it('nothing but the file is asked for, least of all a manifest elsewhere', async () => {
    const before = server.requests.length;
    const path = `/media/${fileOf('remote')}`;
    expect((await checkSource(overHttp(path), set.lists)).evidence.details?.state).toBe('remote');
    const asked = server.requests.slice(before);
    expect(asked.length).toBeGreaterThan(0);
    for (const request of asked) expect(request.url).toContain(path);
  });
});

describe('lists are for their own use only', () => {
  const only = (use: string) => set.lists.filter((list) => list.use === use);

  it('a manifest list alone makes a claim trusted', async () => {
    const { evidence } = await checkBytes(fixture('trusted-ai-generated'), only('manifest'));
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      list: only('manifest')[0]?.name,
      issuerRecognised: true,
    });
  });

  it.each(['tsa', 'cawg'])('the same root as a %s list does not', async (use) => {
    const lists = only('manifest').map((list) => ({ ...list, use: use as 'tsa' | 'cawg' }));
    const { evidence } = await checkBytes(fixture('trusted-ai-generated'), lists);
    expect(evidence.details).toMatchObject({
      state: 'unrecognised',
      list: null,
      issuerRecognised: false,
      failures: ['signingCredential.untrusted'],
    });
  });

  it('a root on two lists is named after the most official one, in whatever order they come', async () => {
    const [list] = only('manifest');
    if (!list) throw new Error('no list');
    const lists = [
      { ...list, name: 'mine', kind: 'user' as const },
      { ...list, name: 'the official one', kind: 'official' as const },
      { ...list, name: 'the interim one', kind: 'interim' as const },
    ];
    for (const order of [lists, lists.toReversed()]) {
      const { evidence } = await checkBytes(fixture('trusted-ai-generated'), order);
      expect(evidence.details).toMatchObject({ list: 'the official one', listKind: 'official' });
    }
  });

  it('a list without key usages of its own takes those of the specification', async () => {
    const lists = only('manifest').map((list) => ({ ...list, config: '' }));
    const { evidence } = await checkBytes(fixture('trusted-ai-generated'), lists);
    expect(evidence.details?.state).toBe('trusted');
  });

  it('a list with key usages takes no others', async () => {
    const lists = only('manifest').map((list) => ({ ...list, config: '1.3.6.1.5.5.7.3.36' }));
    const { evidence } = await checkBytes(fixture('trusted-ai-generated'), lists);
    expect(evidence.details?.failures).toContain('signingCredential.invalid');
    expect(evidence.details?.state).toBe('unrecognised');
  });

  it('without lists a good signature is of an issuer not recognised', async () => {
    const { evidence } = await checkBytes(fixture('trusted-ai-generated'));
    expect(evidence.details).toMatchObject({ state: 'unrecognised', broken: null, contentCheck: 'done' });
  });
});

describe('strings of others', () => {
  it.each(set.fixtures.filter(({ expected }) => expected.state === 'trusted').map(({ name }) => name))(
    '%s: no controls, nothing long, nothing polluted',
    async (name) => {
      const { evidence } = await checkBytes(fixture(name), set.lists);
      const text = JSON.stringify(evidence.details);
      expect(text).not.toMatch(/\\u00[01][0-9a-f]|[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(text.length).toBeLessThan(20_000);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );
});
