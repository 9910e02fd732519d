import type { PageBytes } from '../messaging/schemas';

/**
 * A `fetch` that asks the page first, whose cache holds what was played, and the network where the page cannot
 * answer. What comes this way is the page's word: only for bytes that are compared with what is on screen.
 */
export function fetchThroughPage(
  ask: (request: { url: string; range: string | null }) => Promise<PageBytes | null>,
  network: typeof fetch,
): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const range = new Headers(init?.headers).get('range');
    const answer = await orAborted(
      ask({ url, range }).catch(() => null),
      init?.signal ?? null,
    );
    if (!answer) return network(input, init);
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
