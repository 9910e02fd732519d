import 'fake-indexeddb/auto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../lib/storage/database';
import { seedTrustLists } from '../../../lib/storage/packaged-trust-lists';
import { readCertificates, splitCertificates } from '../../../lib/storage/pem';
import { lastRefresh, refreshTrustLists } from '../../../lib/storage/trust-refresh';
import { TRUST_SOURCES } from '../../../lib/storage/trust-sources';
import {
  certificateCount,
  enableTrustList,
  importTrustList,
  removeTrustList,
  storedTrustLists,
  trustLists,
} from '../../../lib/storage/trust-store';
import { certificate } from './certificates';

const root = certificate('Root of a test', { ca: true });
const leaf = certificate('Leaf of a test', { ca: false });
beforeEach(async () => (await openDatabase()).clear('trust-lists'));

const data = resolve(process.env.WHENCE_DATA ?? '../shared/data', 'trust');
const there = existsSync(data);
if (!there) console.warn(`skipped: reading the published trust lists (${data} is not there)`);

const never = new AbortController().signal;

/** Answers from a table of addresses; notes what was asked. */
function server(table: Record<string, (request: Headers) => Response>) {
  const asked: { url: string; etag: string | null }[] = [];
  const fetch = (async (url: string, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    asked.push({ url, etag: headers.get('if-none-match') });
    const answer = table[url];
    if (!answer) throw new TypeError('Failed to fetch');
    return answer(headers);
  }) as typeof globalThis.fetch;
  return { fetch, asked };
}

const [official, , interim] = TRUST_SOURCES;
if (!official?.pem || !interim?.pem || !interim.allowed || !interim.config)
  throw new Error('sources changed');
const address = official.pem;
const answers =
  (text: string, etag = '"1"') =>
  (headers: Headers): Response =>
    headers.get('if-none-match') === etag
      ? new Response(null, { status: 304 })
      : new Response(text, { headers: { etag } });

describe('a PEM file', () => {
  it('gives its certificates and nothing else', () => {
    const text = `Subject: somebody\n${root}\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n${leaf}`;
    const found = readCertificates(text.replaceAll('\n', '\r\n'));
    expect(found).toHaveLength(2);
    expect(found.join('')).not.toContain('PRIVATE');
    expect(found[0]?.trim()).toBe(root.trim());
  });

  it.each([
    ['nothing', '', 'no-certificates'],
    ['a web page', '<!doctype html><title>Not found</title>', 'no-certificates'],
    ['half a certificate', () => root.slice(0, root.length / 2), 'broken-certificate'],
    ['a certificate with a byte lost', () => root.replace(/\n[^-\n]{4}/, '\n'), 'broken-certificate'],
    ['no base64', '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----', 'broken-certificate'],
    ['far too much', 'x'.repeat(6_000_000), 'too-large'],
  ])('with %s is refused by name', (_, text, problem) => {
    expect(() => readCertificates(typeof text === 'function' ? text() : text)).toThrow(
      expect.objectContaining({ name: 'TrustListError', problem }),
    );
  });

  it('is separated into anchors and end entities', () => {
    const { anchors, endEntities } = splitCertificates(readCertificates(leaf + root));
    expect(anchors.trim()).toBe(root.trim());
    expect(endEntities.trim()).toBe(leaf.trim());
  });

  it.skipIf(!there)('is separated as its publisher did', () => {
    const read = (file: string) =>
      splitCertificates(readCertificates(readFileSync(resolve(data, file), 'utf8')));
    const count = (pem: string): number => pem.split('BEGIN').length - 1;
    expect(count(read('official.pem').anchors)).toBe(30);
    expect(count(read('interim-allowed.pem').endEntities)).toBe(86);
  });
});

describe('an imported list', () => {
  it('is kept with its kind, use and date, and can be removed', async () => {
    await importTrustList(root + leaf, ' Our house ', 'organisation', 'manifest');
    const [entry] = await storedTrustLists();
    expect(entry?.list).toMatchObject({ name: 'Our house', kind: 'organisation', use: 'manifest' });
    expect(Date.parse(entry?.list.date ?? '')).not.toBeNaN();
    expect(entry && certificateCount(entry.list)).toBe(2);
    await removeTrustList('Our house');
    expect(await storedTrustLists()).toEqual([]);
  });

  it('takes neither a taken name nor none', async () => {
    await importTrustList(root, 'Ours', 'user', 'manifest');
    const taken = { name: 'TrustListError', problem: 'name-taken' };
    await expect(importTrustList(leaf, 'Ours', 'user', 'tsa')).rejects.toMatchObject(taken);
    await expect(importTrustList(leaf, official.name, 'user', 'tsa')).rejects.toMatchObject(taken);
    await expect(importTrustList(leaf, '  ', 'user', 'tsa')).rejects.toMatchObject({ problem: 'no-name' });
    expect(await trustLists()).toHaveLength(1);
  });

  it('comes after the more official ones', async () => {
    await importTrustList(root, 'A', 'user', 'manifest');
    await importTrustList(root, 'B', 'organisation', 'manifest');
    await refreshTrustLists(server({ [address]: answers(root) }).fetch, never, [official]);
    expect((await trustLists()).map(({ kind }) => kind)).toEqual(['official', 'organisation', 'user']);
  });
});

describe('refreshing', () => {
  it('fetches, dates and then asks conditionally', async () => {
    const { fetch, asked } = server({ [address]: answers(root) });
    expect(await refreshTrustLists(fetch, never, [official])).toEqual([
      { name: official.name, outcome: 'updated', problem: null },
    ]);
    const [first] = await storedTrustLists();
    expect(await refreshTrustLists(fetch, never, [official])).toEqual([
      { name: official.name, outcome: 'unchanged', problem: null },
    ]);
    const [second] = await storedTrustLists();
    expect(asked.map(({ etag }) => etag)).toEqual([null, '"1"']);
    expect(second?.list).toEqual(first?.list);
    expect(second?.checked).not.toBeNull();
  });

  it('asks without the header where the preflight is refused', async () => {
    const { fetch } = server({ [address]: answers(root) });
    await refreshTrustLists(fetch, never, [official]);
    const picky = server({
      [address]: (headers) => {
        if (headers.has('if-none-match')) throw new TypeError('preflight refused');
        return new Response(leaf);
      },
    });
    const [result] = await refreshTrustLists(picky.fetch, never, [official]);
    expect(result?.outcome).toBe('updated');
    expect((await trustLists())[0]?.pem.trim()).toBe(leaf.trim());
  });

  it.each([
    ['an error page', () => new Response('<h1>404</h1>', { status: 404 }), 'not-answered'],
    ['a page in place of the list', () => new Response('<h1>Log in</h1>'), 'no-certificates'],
    ['a list cut off', () => new Response(root.slice(0, 200)), 'broken-certificate'],
    [
      'no network',
      () => {
        throw new TypeError('Failed to fetch');
      },
      'not-answered',
    ],
  ])('keeps the last good copy on %s', async (_, answer, problem) => {
    await refreshTrustLists(server({ [address]: answers(root) }).fetch, never, [official]);
    const before = await trustLists();
    const results = await refreshTrustLists(server({ [address]: answer }).fetch, never, [official]);
    expect(results).toEqual([{ name: official.name, outcome: 'failed', problem }]);
    expect(await trustLists()).toEqual(before);
    expect((await storedTrustLists())[0]?.problem).toBe(problem);
  });

  it('replaces a list of several files only as a whole', async () => {
    const table = {
      [interim.pem as string]: answers(root),
      [interim.allowed as string]: answers(leaf),
      [interim.config as string]: answers('// document signing\n1.3.6.1.5.5.7.3.36\n'),
    };
    await refreshTrustLists(server(table).fetch, never, [interim]);
    expect(await trustLists()).toMatchObject([{ config: '1.3.6.1.5.5.7.3.36\n' }]);
    const before = await trustLists();
    const half = { ...table, [interim.pem as string]: answers(leaf, '"2"') };
    half[interim.config as string] = () => new Response('<h1>500</h1>');
    const [result] = await refreshTrustLists(server(half).fetch, never, [interim]);
    expect(result?.problem).toBe('broken-config');
    expect(await trustLists()).toEqual(before);
  });

  it('leaves a list alone that was put aside', async () => {
    const { fetch, asked } = server({ [address]: answers(root) });
    await refreshTrustLists(fetch, never, [official]);
    await enableTrustList(official.name, false);
    expect(await refreshTrustLists(fetch, never, [official])).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(await trustLists()).toEqual([]);
    await removeTrustList(official.name);
    expect(await storedTrustLists()).toHaveLength(1);
  });

  it('knows when every publisher last answered', async () => {
    expect(await lastRefresh()).toBe(0);
    const table = Object.fromEntries(
      TRUST_SOURCES.flatMap(({ pem, allowed, config }) => [
        [pem, answers(root)],
        [allowed, answers(leaf)],
        [config, answers('1.2.3\n')],
      ]),
    );
    await refreshTrustLists(server(table).fetch, never);
    expect(await lastRefresh()).toBeGreaterThan(0);
  });
});

describe('packaged copies', () => {
  const index = 'chrome-extension://id/trust/lists.json';
  const entry = {
    name: official.name,
    kind: 'official',
    use: 'manifest',
    pem: 'official.pem',
    date: '2026-01-02',
  };
  const packaged = (list: object, pem = root) =>
    server({
      [index]: () => Response.json([list]),
      'chrome-extension://id/trust/official.pem': () => new Response(pem),
    }).fetch;

  it('are the first copy, and give way only to a newer one', async () => {
    await seedTrustLists(packaged(entry), index);
    expect(await trustLists()).toMatchObject([{ name: official.name, date: '2026-01-02', origin: 'build' }]);
    await seedTrustLists(packaged({ ...entry, date: '2025-12-31' }, leaf), index);
    expect((await trustLists())[0]?.pem.trim()).toBe(root.trim());
    await seedTrustLists(packaged({ ...entry, date: '2026-02-01' }, leaf), index);
    expect((await trustLists())[0]?.pem.trim()).toBe(leaf.trim());
  });

  it('that are broken do not keep the others out', async () => {
    const files = server({
      [index]: () =>
        Response.json([
          { ...entry, pem: 'broken.pem' },
          { ...entry, name: 'Another' },
        ]),
      'chrome-extension://id/trust/broken.pem': () => new Response('<h1>Oops</h1>'),
      'chrome-extension://id/trust/official.pem': () => new Response(root),
    });
    await expect(seedTrustLists(files.fetch, index)).rejects.toMatchObject({ problem: 'no-certificates' });
    expect(await trustLists()).toMatchObject([{ name: 'Another' }]);
  });

  it('are not read again where they are known', async () => {
    await seedTrustLists(packaged(entry), index);
    const again = server({ [index]: () => Response.json([entry]) });
    await seedTrustLists(again.fetch, index);
    expect(again.asked.map(({ url }) => url)).toEqual([index]);
  });

  it('may be absent', async () => {
    await seedTrustLists(server({}).fetch, index);
    expect(await trustLists()).toEqual([]);
  });

  it.skipIf(!there)('include the published ones', async () => {
    const base = 'file:///trust/';
    const files = (async (url: string) =>
      new Response(readFileSync(resolve(data, url.slice(base.length))))) as typeof globalThis.fetch;
    await seedTrustLists(files, `${base}lists.json`);
    const counts = Object.fromEntries(
      (await trustLists()).map((list) => [list.name, certificateCount(list)]),
    );
    expect(counts).toEqual({
      'C2PA Trust List': 30,
      'C2PA TSA Trust List': 22,
      'CAI interim known certificates': 104,
      'CAI interim timestamps': 18,
    });
  });
});
