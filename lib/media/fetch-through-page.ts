import { CheckError } from '../evidence/check-error';
import type { BytesAsk, PageAnswer } from '../messaging/schemas';

/**
 * A `fetch` that asks the page first, whose cache holds what was played, and the network where the page cannot
 * answer. What comes this way is the page's word: only for bytes that are compared with what is on screen.
 * @param left bytes that may still be fetched: the page fetches an answer whole or not at all
 */
export function fetchThroughPage(
  ask: (request: BytesAsk) => Promise<PageAnswer>,
  network: typeof fetch,
  left: () => number = () => Number.MAX_SAFE_INTEGER,
): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const range = new Headers(init?.headers).get('range');
    const answer = await orAborted(
      ask({ url, range, most: Math.max(0, left()) }).catch(() => null),
      init?.signal ?? null,
    );
    if (!answer) return network(input, init);
    if (answer === 'too-large') throw new CheckError('too-large', `${url} is longer than may be read`);
    const response = new Response(new Uint8Array(answer.body), {
      status: answer.status,
      headers: answer.headers,
    });
    Object.defineProperty(response, 'url', { value: answer.url });
    return response;
  };
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
