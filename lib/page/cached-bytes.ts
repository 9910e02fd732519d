import { pieces } from '../media/http-body';
import type { BytesAsk, PageAnswer } from '../messaging/schemas';

/** Longest answer that is handed over, in bytes. */
const MOST = 16_000_000;
const HEADERS = ['content-type', 'content-range', 'etag', 'last-modified'];

/**
 * Bytes of an address as this page may read them, from its own cache where that has them: what was played
 * already costs no network a second time. The browser's cache is kept apart by site, so only a request of
 * this document finds it.
 *
 * A `blob:` address leads to what the page put together itself, and to nothing where that is a Media Source.
 *
 * @returns null where the page itself may not read it, or it is too long to be handed over
 */
export async function cachedBytes({ url, range, most }: BytesAsk, signal: AbortSignal): Promise<PageAnswer> {
  if (!/^(?:https?|blob):/.test(url)) return null;
  try {
    const answer = await fetch(url, {
      cache: 'force-cache',
      credentials: 'same-origin',
      headers: range === null ? {} : { range },
      signal,
    });
    const { status } = answer;
    if (status !== 200 && status !== 206) {
      await answer.body?.cancel();
      return null;
    }
    const body = await bodyOf(answer, Math.min(most, MOST));
    if (!body) return most < MOST ? 'too-large' : null;
    const headers = HEADERS.flatMap((name): [string, string][] => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    const hidden = status === 206 && !answer.headers.has('content-range');
    if (hidden) headers.push(['content-range', rangeOf(range, body.length)]);
    return { status, url: answer.url, headers, body };
  } catch {
    // Not readable from here (CORS), or gone: the engine tries by itself.
    return null;
  }
}

/** @returns null where it is longer than `most` bytes, of which not much more than these is fetched */
async function bodyOf(answer: Response, most: number): Promise<Uint8Array | null> {
  if (Number(answer.headers.get('content-length')) > most) {
    await answer.body?.cancel();
    return null;
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of pieces(answer)) {
    length += part.length;
    if (length > most) return null;
    parts.push(part);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}

/**
 * The Content-Range of an answer from another origin, which scripts may read only where the server exposes it, and few do:
 * an answer to one range begins where that begins (RFC 9110, 15.3.7), only how long the whole is stays unknown.
 */
function rangeOf(asked: string | null, length: number): string {
  const start = Number(/^bytes=(\d+)-/.exec(asked ?? '')?.[1] ?? 0);
  return `bytes ${start}-${start + length - 1}/*`;
}
