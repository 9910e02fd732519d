import { CheckError } from '../evidence/check-error';

/** Media types under which servers send an error or login page in place of the file. */
const PAGE_TYPES = new Set(['text/html', 'application/xhtml+xml']);

/** Why a response cannot be read as a media file, by its status alone; null where it can. */
export function failureOfStatus(status: number, url: string): CheckError | null {
  if (status === 200 || status === 206) return null;
  const told = `${url} answered ${status}`;
  if (status === 401 || status === 407) return new CheckError('login', told);
  if (status === 404 || status === 410) return new CheckError('missing', told);
  if (status === 204 || status === 205) return new CheckError('empty-file', told);
  if (status === 416) return new CheckError('empty-file', told);
  if (status >= 500) return new CheckError('network', told);
  if (status >= 300 && status < 400) return new CheckError('redirect-loop', told);
  return new CheckError('blocked', told);
}

/** A page where a video should be, by its media type. */
export function failureOfType(contentType: string | null, url: string): CheckError | null {
  if (contentType === null || !PAGE_TYPES.has(contentType)) return null;
  return new CheckError('not-media', `${url} is a page (${contentType})`);
}

/**
 * A page where a video should be, by its first bytes: static servers give HTML named .mp4 the type of a video.
 * @param head the first bytes of the file
 */
export function looksLikePage(head: Uint8Array): boolean {
  let text = '';
  for (const byte of head.subarray(0, 256)) text += String.fromCharCode(byte);
  return /^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|script|!--)/i.test(text);
}

export interface FailureContext {
  fetch: typeof globalThis.fetch;
  online(): boolean;
  credentials: RequestCredentials;
  signal: AbortSignal;
}

/**
 * Names a `fetch` that rejected. Browsers tell a redirect loop from an unreachable host in no way,
 * so the first hop is asked again without following it.
 */
export async function failureOfFetch(
  error: unknown,
  url: string,
  context: FailureContext,
): Promise<CheckError> {
  if (error instanceof CheckError) return error;
  if (context.signal.aborted) return new CheckError('cancelled', 'cancelled', { cause: error });
  if (!context.online()) return new CheckError('offline', 'the browser is offline', { cause: error });
  try {
    const hop = await context.fetch(url, {
      redirect: 'manual',
      credentials: context.credentials,
      cache: 'no-store',
      headers: { Range: 'bytes=0-0' },
      signal: AbortSignal.any([context.signal, AbortSignal.timeout(5000)]),
    });
    await hop.body?.cancel();
    if (hop.type === 'opaqueredirect' || (hop.status >= 300 && hop.status < 400))
      return new CheckError('redirect-loop', `${url} is redirected without end`, { cause: error });
  } catch {
    // unreachable as before
  }
  return new CheckError('network', `${url} could not be fetched`, { cause: error });
}
