import { CheckError, toCheckError } from '../evidence/check-error';
import { pieces } from '../media/http-body';
import { failureOfAnswer } from '../media/http-failure';

/** Documents of this kind are a few kilobytes; a status with all its attachments is less than a hundred. */
const MOST = 512 * 1024;
const TIMEOUT_MS = 10_000;

/** What a request for an original file never carries: who the viewer is, and on which page. */
export const ANONYMOUS = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
} as const satisfies RequestInit;

export interface Answer {
  /** Parsed JSON. */
  answer: unknown;
  bytes: number;
}

/**
 * Reads a small public JSON document; one that is elsewhere by now is not followed, since that host was not named.
 * @throws CheckError original-unknown where it is none, login, missing, network, timed-out, too-large, …
 */
export async function readLookup(url: string, fetchIt: typeof fetch, signal: AbortSignal): Promise<Answer> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetchIt(url, {
      ...ANONYMOUS,
      redirect: 'manual',
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, timeout]),
    });
    const bytes = await take(response, url);
    return { answer: parse(bytes, url), bytes: bytes.length };
  } catch (error) {
    if (error instanceof CheckError) throw error;
    if (signal.aborted) throw new CheckError('cancelled', 'cancelled', { cause: error });
    if (timeout.aborted) throw new CheckError('timed-out', `${url} sent nothing`, { cause: error });
    if (globalThis.navigator?.onLine === false) throw new CheckError('offline', 'the browser is offline');
    if (error instanceof TypeError)
      throw new CheckError('network', `${url} could not be fetched`, { cause: error });
    throw toCheckError(error);
  }
}

async function take(response: Response, url: string): Promise<Uint8Array> {
  const failure =
    response.type === 'opaqueredirect'
      ? new CheckError('original-unknown', `${url} is redirected`)
      : failureOfAnswer(response, url);
  if (failure) {
    await response.body?.cancel().catch(() => undefined);
    throw failure;
  }
  const bytes = new Uint8Array(MOST);
  let length = 0;
  for await (const piece of pieces(response)) {
    if (length + piece.length > MOST)
      throw new CheckError('too-large', `${url} is longer than ${MOST} bytes`);
    bytes.set(piece, length);
    length += piece.length;
  }
  return bytes.subarray(0, length);
}

function parse(bytes: Uint8Array, url: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (cause) {
    throw new CheckError('original-unknown', `${url} is no JSON`, { cause });
  }
}
