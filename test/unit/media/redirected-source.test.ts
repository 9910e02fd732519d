import { describe, expect, it } from 'vitest';
import { createHttpByteSource } from '../../../lib/media/http-byte-source';

const BYTES = new Uint8Array(100).fill(7);

/** Answers as a server that redirected on the way would: `url` is where the bytes came from. */
const redirecting: typeof fetch = async () => {
  const answer = new Response(BYTES, {
    status: 206,
    headers: { 'content-range': 'bytes 0-99/100', 'content-type': 'video/mp4' },
  });
  Object.defineProperty(answer, 'url', { value: 'https://edge.example/moved/list.m3u8' });
  return answer;
};

describe('a redirected file', () => {
  it('tells where it was in the end', async () => {
    const source = createHttpByteSource('https://videos.example/list.m3u8', {
      fetch: redirecting,
      budget: 1000,
      credentialsMode: 'omit',
      timeoutMs: 1000,
    });
    expect(source.finalUrl).toBe('https://videos.example/list.m3u8');
    expect(await source.read(0, 100, new AbortController().signal)).toEqual(BYTES);
    expect(source.finalUrl).toBe('https://edge.example/moved/list.m3u8');
  });
});
