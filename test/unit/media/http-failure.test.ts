import { describe, expect, it } from 'vitest';
import { CheckError, type Reason } from '../../../lib/evidence/check-error';
import { createHttpByteSource } from '../../../lib/media/http-byte-source';

interface Answer {
  type: string;
  body: string;
  status?: number;
  /** Where the answer came from, after redirects. */
  at?: string;
}

const URL_ASKED = 'https://media.example/clip.mp4';

/** What reading the first bytes comes to where a server answers so. */
async function reasonOf({ type, body, status = 200, at = URL_ASKED }: Answer): Promise<Reason | 'read'> {
  const source = createHttpByteSource(URL_ASKED, {
    fetch: async () => {
      const answer = new Response(body, { status, headers: { 'content-type': type } });
      return Object.defineProperty(answer, 'url', { value: at });
    },
    budget: 1000,
    credentialsMode: 'omit',
    timeoutMs: 1000,
  });
  return source.read(0, 100, new AbortController().signal).then(
    () => 'read' as const,
    (error: unknown) => (error instanceof CheckError ? error.reason : Promise.reject(error)),
  );
}

const html = (body: string, at?: string): Answer => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html>${body}`,
  ...(at ? { at } : {}),
});

describe('an answer in place of the video', () => {
  it.each<[string, Answer, Reason | 'read']>([
    ['the video', { type: 'video/mp4', body: 'ftyp' }, 'read'],
    ['a page with a field for a password', html('<form><input name=p type="password">'), 'login'],
    ['the same under the type of a video', { ...html('<input type=password>'), type: 'video/mp4' }, 'login'],
    ['the page where one signs in', html('Hello', 'https://media.example/account/sign-in?to=1'), 'login'],
    ['the site where one signs in', html('Hello', 'https://sso.media.example/start'), 'login'],
    ['a page of an author', html('Hello', 'https://media.example/authors/'), 'not-media'],
    ['some page', html('<input type="search">'), 'not-media'],
    ['a picture for those who come from elsewhere', { type: 'image/png', body: 'PNG' }, 'blocked'],
    ['a video under the type of a page', { type: 'text/html', body: '\0\0\0\x18ftypisom' }, 'read'],
    ['a segment under the type of a picture', { type: 'image/png', body: '\0\0\0\x18moof' }, 'read'],
    ['a playlist under the type of a page', { type: 'text/html', body: '#EXTM3U\n' }, 'read'],
    ['a refusal', { ...html('<input type=password>'), status: 403 }, 'blocked'],
    ['a refusal for reasons of law', { ...html(''), status: 451 }, 'blocked'],
    ['a request to slow down', { ...html(''), status: 429 }, 'blocked'],
    ['a demand for a name and a password', { ...html(''), status: 401 }, 'login'],
  ])('%s', async (_, answer, reason) => {
    expect(await reasonOf(answer)).toBe(reason);
  });
});
