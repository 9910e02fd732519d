import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, readLookup } from '../../../lib/engine/original-lookup';
import type { Reason } from '../../../lib/evidence/check-error';
import { type Loopback, listenOnLoopback } from '../../qa/loopback';

let server: Loopback;
const heard: Record<string, string | string[] | undefined>[] = [];

beforeAll(async () => {
  server = await listenOnLoopback((request, response) => {
    heard.push(request.headers);
    switch (request.url) {
      case '/good':
        return void response.end('{"id":"x","__proto__":{"evil":1}}');
      case '/login':
        return void response.writeHead(401).end();
      case '/gone':
        return void response.writeHead(404).end();
      case '/broken':
        return void response.writeHead(500).end();
      case '/page':
        return void response.end('<!doctype html>');
      case '/long':
        return void response.end(`["${'x'.repeat(600_000)}"]`);
      case '/cut':
        response.writeHead(200, { 'content-length': 1000 }).write('{');
        return void setTimeout(() => response.destroy(), 20);
      default:
        return undefined; // never answers
    }
  });
});
afterAll(() => server.close());

const never = new AbortController().signal;
const failure = (path: string, fetchIt = fetch, signal = never): Promise<Reason> =>
  readLookup(server.origin + path, fetchIt, signal).then(
    () => Promise.reject(new Error('it was read')),
    (error: { reason: Reason }) => error.reason,
  );

describe('the document that names a file', () => {
  it('is read without saying who asks', async () => {
    heard.length = 0;
    const { answer, bytes } = await readLookup(`${server.origin}/good`, fetch, never);
    expect(answer).toMatchObject({ id: 'x' });
    expect(({} as Record<string, unknown>).evil).toBeUndefined();
    expect(bytes).toBe(33);
    expect(heard).toHaveLength(1);
    expect(heard[0]).not.toHaveProperty('cookie');
    expect(heard[0]).not.toHaveProperty('referer');
  });

  it.each<[string, Reason]>([
    ['/login', 'login'],
    ['/gone', 'missing'],
    ['/broken', 'network'],
    ['/page', 'original-unknown'],
    ['/long', 'too-large'],
    ['/cut', 'network'],
  ])('%s: %s', async (path, reason) => {
    expect(await failure(path)).toBe(reason);
  });

  it('is not followed to another place', async () => {
    const asked: (RequestInit | undefined)[] = [];
    const moved: typeof fetch = async (_, init) => {
      asked.push(init);
      return Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
    };
    expect(await failure('/good', moved)).toBe('original-unknown');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ ...ANONYMOUS, redirect: 'manual' });
  });

  it('is given up with its video', async () => {
    const over = new AbortController();
    const reading = failure('/silent', fetch, over.signal);
    over.abort();
    expect(await reading).toBe('cancelled');
  });
});
