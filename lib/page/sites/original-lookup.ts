import type { OriginalWhy } from '../../evidence/credentials/original-details';
import { blobAddress } from './blob-address';
import { valueAt } from './page-data';

/** A public document that has to be read first, because it holds the rest of the address. */
export type OriginalLookup =
  | { kind: 'did-document'; url: string; did: string; cid: string }
  | { kind: 'mastodon-status'; url: string; playing: string };

/**
 * Where the file lies as it was uploaded, or nearer to that than what plays: at `url`, or where the document that
 * `lookup` names says; one of them is null. A request that the page did not make: only on the viewer's wish, and
 * credited to the video only if frames match.
 */
export interface OriginalAddress {
  url: string | null;
  why: OriginalWhy;
  lookup: OriginalLookup | null;
}

export const isWeb = (address: string): boolean => /^https?:$/.test(URL.parse(address)?.protocol ?? '');

/**
 * The address, once the document named by a lookup has been read.
 * @param answer the parsed JSON, as hostile as anything from the network
 * @returns null where it does not name one
 */
export function finishLookup(lookup: OriginalLookup, answer: unknown): string | null {
  const address = lookup.kind === 'did-document' ? blobOf(lookup, answer) : remoteOf(lookup, answer);
  return address !== null && isWeb(address) ? address : null;
}

function blobOf({ did, cid }: OriginalLookup & { kind: 'did-document' }, answer: unknown): string | null {
  if (valueAt(answer, 'id') !== did) return null;
  const services = valueAt(answer, 'service');
  if (!Array.isArray(services)) return null;
  const service: unknown = services.find(
    (entry: unknown) => valueAt(entry, 'type') === 'AtprotoPersonalDataServer',
  );
  const server = valueAt(service, 'serviceEndpoint');
  return typeof server === 'string' && isWeb(server) ? blobAddress(server, did, cid) : null;
}

function remoteOf({ playing }: OriginalLookup & { kind: 'mastodon-status' }, answer: unknown): string | null {
  const attachments = valueAt(answer, 'media_attachments');
  if (!Array.isArray(attachments)) return null;
  const played: unknown = attachments.find((entry: unknown) => valueAt(entry, 'url') === playing);
  const remote = valueAt(played, 'remote_url');
  return typeof remote === 'string' && remote !== playing ? remote : null;
}
