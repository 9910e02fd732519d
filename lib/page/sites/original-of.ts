import { blobAddress } from './blob-address';
import { GENERIC } from './generic';
import { valueAt } from './page-data';
import type { OriginalAddress, OriginalFacts, OriginalLookup, Site } from './site';

const isWeb = (address: string): boolean => /^https?:$/.test(URL.parse(address)?.protocol ?? '');

/**
 * Where the upload of a video may be read, as far as the page tells; null where it does not, and where it would
 * be the file that plays already.
 */
export function originalOf(facts: OriginalFacts, site: Site): OriginalAddress | null {
  const found = (site.original ?? GENERIC.original)?.(facts) ?? null;
  if (!found || (found.url !== null && !isWeb(found.url))) return null;
  return found.lookup === null && found.url === facts.video.currentSrc ? null : found;
}

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
