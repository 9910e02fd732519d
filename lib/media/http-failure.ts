import { CheckError } from '../evidence/check-error';
import { isPrivateHost } from './private-host';
import { sniffContainer } from './sniff';

/** Media types under which servers send an error or login page in place of the file. */
const PAGE_TYPES = new Set(['text/html', 'application/xhtml+xml']);

/** Why an answer cannot be read as a media file, by its head; null where it can, or is a page. */
export function failureOfAnswer(response: Response, url: string): CheckError | null {
  return failureOfRedirect(url, response.url) ?? failureOfStatus(response.status, url);
}

/** Why a response cannot be read as a media file, by its status alone; null where it can. */
function failureOfStatus(status: number, url: string): CheckError | null {
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

/** What an answer is said to be, and where its first piece begins in the file. */
interface Told {
  url: string;
  finalUrl: string;
  contentType: string | null;
}

/**
 * Why the first bytes of a file are none of a media file, whatever their type says: servers send pages and pictures in
 * place of videos under either type, and segments of streams under the type of a page or a picture.
 * @param head the first bytes of the file
 * @returns null where they are media, or the type speaks for them
 */
export function failureOfHead({ url, finalUrl, contentType }: Told, head: Uint8Array): CheckError | null {
  if (looksLikePage(head)) return failureOfPage(url, finalUrl, head);
  return isMedia(head) ? null : failureOfType({ url, finalUrl, contentType }, head);
}

/**
 * Why bytes from the middle of a file are none of a media file: only the type can tell. A picture in place of
 * the video is what servers give to those who come from another site ("hotlink").
 */
export function failureOfType({ url, finalUrl, contentType }: Told, piece: Uint8Array): CheckError | null {
  if (contentType !== null && PAGE_TYPES.has(contentType)) return failureOfPage(url, finalUrl, piece);
  return contentType?.startsWith('image/')
    ? new CheckError('blocked', `${url} is a picture (${contentType})`)
    : null;
}

function isMedia(head: Uint8Array): boolean {
  const container = sniffContainer(head);
  if (container.kind === 'bmff' || container.kind === 'playlist') return true;
  return /^(?:video|audio|application\/ogg)/.test(container.format ?? '');
}

/**
 * A public address that leads into a private network. By the time that is known the request was made, but nothing
 * of its answer is used.
 */
function failureOfRedirect(url: string, finalUrl: string): CheckError | null {
  if (!URL.canParse(finalUrl) || !URL.canParse(url)) return null;
  if (!isPrivateHost(new URL(finalUrl).hostname) || isPrivateHost(new URL(url).hostname)) return null;
  return new CheckError('private-network', `${url} is redirected into a private network`);
}

/** Words that sites have in the addresses of the page where one signs in. */
const SIGN_IN = /(?:^|[/._-])(?:log-?in|sign-?in|auth|oauth2?|sso|passport|accounts?)(?:$|[/._?-])/i;
const PASSWORD = /<input\b[^>]*\btype\s*=\s*["']?password/i;

/**
 * Names a page that came in place of the video: where one signs in, by the address that it was redirected to or by
 * a field for a password, else some other page.
 * @param head the first bytes of the page
 */
function failureOfPage(url: string, finalUrl: string, head: Uint8Array): CheckError {
  const { host, pathname } = URL.canParse(finalUrl) ? new URL(finalUrl) : { host: '', pathname: '' };
  const sentAway = finalUrl !== url && SIGN_IN.test(`${host}${pathname}`);
  return sentAway || PASSWORD.test(latin(head))
    ? new CheckError('login', `${url} leads to a page where one signs in`)
    : new CheckError('not-media', `${url} is a page`);
}

/**
 * A page where a video should be, by its first bytes: static servers give HTML named .mp4 the type of a video.
 * @param head the first bytes of the file
 */
export function looksLikePage(head: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|script|!--)/i.test(
    latin(head.subarray(0, 256)),
  );
}

/** One character a byte, so that no byte is lost or refused. */
function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes.subarray(0, 65_536)) text += String.fromCharCode(byte);
  return text;
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
