import type { EvidenceOf } from '../evidence';
import { type CredentialState, emptyDetails } from './details';
import type { OriginalFinding } from './original-details';

/** States that come from a manifest which could be read. */
const READ: ReadonlySet<CredentialState> = new Set(['trusted', 'unrecognised', 'invalid', 'revoked']);

/** What plays has credentials of its own: then nothing is gained by those of another file. */
export function speaksForItself({ outcome, details }: EvidenceOf<'credentials'>): boolean {
  return outcome === 'found' && details !== null && READ.has(details.state);
}

/**
 * Credentials evidence of a video once its original file was looked for. What plays comes first where it has
 * credentials; else those of the original stand in their place, if credited; else nothing changes but that the
 * look is told. Bytes and time of both add up. Pure.
 */
export function withOriginal(
  played: EvidenceOf<'credentials'>,
  { details: original, credentials, bytes, ms }: OriginalFinding,
): EvidenceOf<'credentials'> {
  if (speaksForItself(played)) return played;
  const cost = { bytes: played.bytes + bytes, ms: played.ms + ms };
  if (credentials)
    return { ...played, ...cost, outcome: 'found', reason: null, details: { ...credentials, original } };
  const own = played.details ?? { ...emptyDetails('unreadable'), contentCheck: 'not-made' as const };
  return { ...played, ...cost, details: { ...own, original } };
}
