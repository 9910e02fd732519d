import { GENERIC } from './generic';
import { isWeb, type OriginalAddress } from './original-lookup';
import type { OriginalFacts, Site } from './site';

/**
 * Where the upload of a video may be read, as far as the page tells; null where it does not, and where it would
 * be the file that plays already.
 */
export function originalOf(facts: OriginalFacts, site: Site): OriginalAddress | null {
  const found = (site.original ?? GENERIC.original)?.(facts) ?? null;
  if (!found || (found.url !== null && !isWeb(found.url))) return null;
  return found.lookup === null && found.url === facts.video.currentSrc ? null : found;
}
