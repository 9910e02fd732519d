import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttpByteSource } from '../../../lib/media/http-byte-source';
import { fetchThroughPage } from '../../../lib/media/fetch-through-page';
import { cachedBytes } from '../../../lib/page/cached-bytes';

afterEach(() => void vi.unstubAllGlobals());

const never = new AbortController().signal;
const FILE = Uint8Array.from({ length: 1000 }, (_, index) => index & 0xff);

/** A server of another origin that lets scripts read its answers, but not how long the whole is. */
const behindCors = () =>
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(new Headers(init.headers).get('range') ?? '') ?? [];
    if (from === undefined) return withUrl(new Response(FILE), url);
    const end = to ? Number(to) + 1 : FILE.length;
    if (Number(from) >= FILE.length) return withUrl(new Response(null, { status: 416 }), url);
    return withUrl(new Response(FILE.slice(Number(from), end), { status: 206 }), url);
  });
const ask = (range: string | null, most = 10_000) =>
  cachedBytes({ url: 'https://cdn.example/a.mp4', range, most }, never);
const read = async (range: string | null) => {
  const answer = await ask(range);
  return answer === 'too-large' ? null : answer;
};
const withUrl = (response: Response, url: string): Response =>
  Object.defineProperty(response, 'url', { value: url });

describe('what a page reads of another origin', () => {
  it('says where its bytes begin, though the server hides that from scripts', async () => {
    behindCors();
    const part = await read('bytes=100-199');
    expect(part?.headers).toContainEqual(['content-range', 'bytes 100-199/*']);
    expect(part?.body).toEqual(FILE.slice(100, 200));
    const whole = await read(null);
    expect(whole?.headers.map(([name]) => name)).not.toContain('content-range');
  });

  it('is not fetched where it is longer than may be read', async () => {
    behindCors();
    expect(await ask('bytes=0-99', 100)).toMatchObject({ status: 206 });
    expect(await ask('bytes=0-99', 99)).toBe('too-large');
    expect(await ask(null, FILE.length - 1)).toBe('too-large');
  });

  it('is a file that can be read by ranges and to its end', async () => {
    behindCors();
    const network: typeof fetch = async () =>
      new Response(null, { status: 416, headers: { 'content-range': `bytes */${FILE.length}` } });
    const source = createHttpByteSource('https://cdn.example/a.mp4', {
      fetch: fetchThroughPage((ask) => cachedBytes(ask, never), network),
      ...{ budget: 10_000, credentialsMode: 'omit', timeoutMs: 1000 },
    });
    expect(await source.read(200, 300, never)).toEqual(FILE.slice(200, 300));
    const pieces: number[] = [];
    for await (const piece of source.stream(0, never)) pieces.push(...piece);
    expect(pieces).toEqual([...FILE]);
  });
});
