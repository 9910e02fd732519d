import { isPrivateHost } from '../private-host';
import type { ByteRange, StreamProblem } from './stream-plan';

/** Longest address that is looked at. */
const MOST_URL = 8192;

/** An address as the page asked for it, taken apart. */
export interface StreamUrl {
  /** Without what only tells a range or numbers the request: the same for all pieces of one file. */
  file: string;
  /** The part of the file that the address itself asks for. */
  range: ByteRange | null;
}

/** Query fields that name a range, or number requests and say nothing about what is asked for (YouTube). */
const LEFT_OUT = new Set(['range', 'bytestart', 'byteend', 'rn', 'rbuf']);

/**
 * Takes ranges out of the query: `range=0-999` (YouTube and others), `bytestart=0&byteend=999` (Meta). Both name the
 * last byte; our ranges end behind it.
 */
export function parseStreamUrl(address: string): StreamUrl | null {
  if (address.length > MOST_URL || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  const { searchParams: query } = url;
  const range =
    toRange(/^(\d+)-(\d+)$/.exec(query.get('range') ?? '')?.slice(1)) ??
    toRange([query.get('bytestart'), query.get('byteend')]);
  if (!range) return { file: url.href, range: null };
  // By hand: the browser would write the rest of the query anew, and it would no longer be the address in a playlist.
  const fields = url.search.slice(1).split('&');
  url.search = fields.filter((field) => !LEFT_OUT.has(field.split('=')[0] ?? '')).join('&');
  return { file: url.href, range };
}

function toRange(edges: readonly (string | null)[] | undefined): ByteRange | null {
  const [start, last] = (edges ?? []).map((edge) => (edge && /^\d{1,15}$/.test(edge) ? Number(edge) : NaN));
  if (start === undefined || last === undefined || !(start <= last)) return null;
  return { start, end: last + 1 };
}

/** `START-LAST` of DASH, with the last byte named. */
export const parseInclusiveRange = (text: string | null | undefined): ByteRange | null =>
  toRange(/^(\d+)-(\d+)$/.exec(text ?? '')?.slice(1));

/**
 * Resolves an address in a playlist.
 * @returns the problem where we may or can not go there
 */
export function resolveIn(
  base: string,
  reference: string,
  pageUrl: string,
): { url: string } | { problem: StreamProblem } {
  if (reference.length > MOST_URL || !URL.canParse(reference, base)) return { problem: 'not-a-playlist' };
  const url = new URL(reference, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { problem: 'other-scheme' };
  if (!mayAsk(url.href, pageUrl)) return { problem: 'private-host' };
  url.hash = '';
  return { url: url.href };
}

/** A public page must not make us ask in the viewer's own network. */
export function mayAsk(url: string, pageUrl: string): boolean {
  if (!isPrivateHost(new URL(url).hostname)) return true;
  return URL.canParse(pageUrl) && isPrivateHost(new URL(pageUrl).hostname);
}
