import { describe, expect, it } from 'vitest';
import { fetchThroughPage } from '../../../lib/media/fetch-through-page';

const URL_ = 'https://cdn.example/segment-1.m4s';
const network: typeof fetch = async () => new Response('from the network');

describe('fetchThroughPage', () => {
  it('answers with what the page has, asked for the same range', async () => {
    const asked: unknown[] = [];
    const through = fetchThroughPage(
      async (ask) => {
        asked.push(ask);
        return {
          status: 206,
          url: 'https://edge.example/segment-1.m4s',
          headers: [['content-range', 'bytes 0-2/9']],
          body: new Uint8Array([1, 2, 3]),
        };
      },
      network,
      () => 77,
    );
    const answer = await through(URL_, { headers: { Range: 'bytes=0-2' } });
    expect(asked).toEqual([{ url: URL_, range: 'bytes=0-2', most: 77 }]);
    expect(answer.status).toBe(206);
    expect(answer.url).toBe('https://edge.example/segment-1.m4s');
    expect(answer.headers.get('content-range')).toBe('bytes 0-2/9');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });

  it.each<[string, () => Promise<null>]>([
    ['may not read it', async () => null],
    ['is gone', () => Promise.reject(new Error('no receiver'))],
  ])('goes to the network where the page %s', async (_, ask) => {
    expect(await (await fetchThroughPage(ask, network)(URL_)).text()).toBe('from the network');
  });

  it('goes nowhere where the page says that it is longer than may be read', async () => {
    const through = fetchThroughPage(
      async () => 'too-large',
      network,
      () => 10,
    );
    await expect(through(URL_)).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('does not wait for a page longer than the caller does', async () => {
    const abort = new AbortController();
    const waiting = fetchThroughPage(() => new Promise(() => undefined), network)(URL_, {
      signal: abort.signal,
    });
    abort.abort(new Error('given up'));
    await expect(waiting).rejects.toThrow('given up');
  });
});
