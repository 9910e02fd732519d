import type { ListKind } from './trust-list';

/**
 * - `none`: no C2PA box anywhere in the file
 * - `trusted`: signature, hashes and chain hold, an anchor of a manifest list is reached
 * - `unrecognised`: integrity holds, no anchor reached, or the certificate had expired without a time stamp
 * - `invalid`: a hash or the signature does not match; `revoked`: the certificate was revoked
 * - `malformed`: a C2PA box that cannot be parsed; `remote`: the manifest is elsewhere and was not fetched
 * - `unreadable`: not a container in which credentials could be found
 */
export const CREDENTIAL_STATES = [
  'none',
  'trusted',
  'unrecognised',
  'invalid',
  'revoked',
  'malformed',
  'remote',
  'unreadable',
] as const;
export type CredentialState = (typeof CREDENTIAL_STATES)[number];

export interface IngredientSummary {
  title: string;
  relationship: 'parentOf' | 'componentOf' | 'inputTo' | 'unknown';
  state: CredentialState;
  /** Validation codes of failures, as c2pa names them. */
  failures: string[];
}

export interface ActionSummary {
  action: string;
  description: string | null;
  digitalSourceType: string | null;
  softwareAgent: string | null;
  when: string | null;
}

/** A declaration in a vendor's own field, with where it stood and the source type it amounts to. */
export interface VendorDeclaration {
  field: string;
  digitalSourceType: string;
}

export interface CredentialsDetails {
  state: CredentialState;
  /** Why an invalid state is worded as it is: only a hash mismatch says that content changed. */
  broken: 'content-changed' | 'cannot-verify' | null;
  /** Organisation, else common name, of the signing certificate. */
  issuer: string | null;
  /** True only where the issuer's chain reaches an anchor: else the name is the certificate's own word. */
  issuerRecognised: boolean;
  /** Name and kind of the list whose anchor was reached (the most official one), and the list's date (ISO) where known. */
  list: string | null;
  listKind: ListKind | null;
  listDate: string | null;
  claimGenerator: string | null;
  /** Time of signing, ISO 8601, and whether a trusted time stamp says so. */
  signedAt: string | null;
  timeStamped: boolean;
  /** Digital source types declared by any manifest, short names, union in order of appearance. */
  declares: string[];
  /** Where each declaration stands in the chain; see wording.md, "Ingredients". */
  declared: {
    active: string[];
    parents: string[];
    components: string[];
  };
  vendorDeclares: VendorDeclaration[];
  /** An action of the active manifest or its parent chain says that AI edited. */
  aiEdit: boolean;
  /** Every manifest of the parent chain is trusted, intact and without failures. */
  parentChainIntact: boolean;
  actions: ActionSummary[];
  /** Formal rules broken while signature and content match. */
  irregular: string[];
  ingredients: IngredientSummary[];
  failures: string[];
  /** Particular words for particular breakage: trailing bytes, second box, chunk offsets, … (message keys `note_*`). */
  notes: string[];
  /** `pending` after the manifest-alone step. */
  contentCheck: 'done' | 'pending' | 'not-made';
}
