import {
  barsTrust,
  isContentChanged,
  isFormal,
  isHardBinding,
  isHardBindingMatch,
  isRevoked,
  isSignatureBroken,
} from './codes';
import type { CredentialState, CredentialsDetails } from './details';

export interface Judgement {
  state: CredentialState;
  broken: CredentialsDetails['broken'];
}

/** What {@link judge} decides from. */
export interface Facts {
  failures: readonly string[];
  successes: readonly string[];
  /** A manifest list was reached. */
  reached: boolean;
  /** The hash over the content was made; before that nothing is said about it. */
  contentChecked: boolean;
}

/**
 * The state of a manifest by its codes (never by the library's own summary, which calls an unknown issuer invalid).
 * Order: what changed, what was revoked, what cannot be verified, then trust; see `details.ts` for the states.
 */
export function judge({ failures, successes, reached, contentChecked }: Facts): Judgement {
  if (failures.some(isContentChanged)) return { state: 'invalid', broken: 'content-changed' };
  if (failures.some(isRevoked)) return { state: 'revoked', broken: 'cannot-verify' };
  if (failures.some(isSignatureBroken)) return { state: 'invalid', broken: 'cannot-verify' };
  const signed = successes.includes('claimSignature.validated');
  // A hard binding that is malformed or missing yields no mismatch, and no match either.
  const bound = !contentChecked || successes.some(isHardBindingMatch);
  const trusted = reached && signed && bound && !failures.some(barsTrust);
  return { state: trusted ? 'trusted' : 'unrecognised', broken: null };
}

/** Formal rules that the manifest breaks while its signature and content hold. */
export function irregularities({ failures, successes, contentChecked }: Facts): string[] {
  const holds =
    successes.includes('claimSignature.validated') &&
    (!contentChecked || successes.some(isHardBindingMatch)) &&
    !failures.some((code) => isContentChanged(code) || isSignatureBroken(code));
  return holds ? failures.filter(isFormal) : [];
}

/** Codes without those about the content's hash, for a reading of the manifest alone. */
export const withoutContent = (codes: readonly string[]): string[] =>
  codes.filter((code) => !isHardBinding(code));
