import { describe, expect, it } from 'vitest';
import { StreamMemory } from '../../../lib/engine/stream-memory';
import { createHttpByteSource, type HttpByteSource } from '../../../lib/media/http-byte-source';

const { signal } = new AbortController();
const FILE = Uint8Array.from({ length: 1000 }, (_, index) => index & 0xff);
const URL_ = 'https://cdn.example/file.mp4';

/** A file behind ranges, and the ranges that were asked of it. */
function open(left: () => number = () => Infinity): { source: () => HttpByteSource; asked: string[] } {
  const asked: string[] = [];
  const answer: typeof fetch = async (_, init) => {
    const range = new Headers(init?.headers).get('range') ?? '';
    asked.push(range);
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
    const body = FILE.slice(Number(from), to ? Number(to) + 1 : FILE.length);
    const end = Number(from) + body.length - 1;
    return new Response(body, { status: 206, headers: { 'content-range': `bytes ${from}-${end}/1000` } });
  };
  const limits = { budget: 10_000, credentialsMode: 'omit', timeoutMs: 1000 } as const;
  return { source: () => createHttpByteSource(URL_, { ...limits, fetch: answer, left, exact: true }), asked };
}

describe('what was read of a stream', () => {
  it('is not fetched again in another look at it', async () => {
    const memory = new StreamMemory();
    const { source, asked } = open();
    await memory.of('1', false).open(URL_, source).read(0, 100, signal);
    const again = memory.of('1', false);
    expect(await again.open(URL_, source).read(0, 100, signal)).toEqual(FILE.slice(0, 100));
    expect(asked).toEqual(['bytes=0-99']);
    expect(again.spent).toBe(100);
  });

  it('is forgotten where the viewer asks again, and for another video', async () => {
    const memory = new StreamMemory();
    const { source, asked } = open();
    for (const [key, fresh] of [
      ['1', false],
      ['1', true],
      ['2', false],
    ] as const)
      await memory.of(key, fresh).open(URL_, source).read(0, 100, signal);
    expect(asked).toHaveLength(3);
  });

  it('makes room for later ones', () => {
    const memory = new StreamMemory();
    const first = memory.of('0', false);
    for (let key = 1; key < 8; key += 1) memory.of(String(key), false);
    expect(memory.of('0', false)).toBe(first);
    const second = memory.of('1', false);
    for (let key = 10; key < 18; key += 1) memory.of(String(key), false);
    expect(memory.of('1', false)).not.toBe(second);
  });

  it('has one budget for all its parts, beyond which nothing is asked for', async () => {
    const parts = new StreamMemory().of('1', false);
    const { source, asked } = open(() => 150 - parts.spent);
    await parts.open(URL_, source).read(0, 100, signal);
    const other = parts.open(`${URL_}?2`, source);
    await expect(other.read(0, 100, signal)).rejects.toMatchObject({ reason: 'too-large' });
    expect(asked).toEqual(['bytes=0-99']);
    expect(await other.read(0, 50, signal)).toHaveLength(50);
    const third = parts.open(`${URL_}?3`, source);
    await expect(third.stream(0, signal)[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      reason: 'too-large',
    });
    expect(await other.read(0, 50, signal)).toHaveLength(50);
    expect(asked).toEqual(['bytes=0-99', 'bytes=0-49']);
  });
});
