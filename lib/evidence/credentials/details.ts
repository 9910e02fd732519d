import type { StreamSession } from './fragments/findings';
import type { OriginalDetails } from './original-details';
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

/**
 * Particular words for particular breakage, each a sentence of its own (message keys `note_*`).
 * - `trailing_bytes`: bytes behind the last box that are no box
 * - `second_box`: more than one manifest store, so that it is unclear which one counts
 * - `chunk_offsets`: the hash leaves out where a player finds the media data, and what it finds is not what was hashed
 * - `truncated`: the last box claims more bytes than the file has
 * - `nested_too_deep`: boxes inside boxes without sense, made to break readers
 * - `walk_stopped`: so many boxes that not all were looked at
 */
export const NOTES = [
  'trailing_bytes',
  'second_box',
  'chunk_offsets',
  'truncated',
  'nested_too_deep',
  'walk_stopped',
] as const;
export type Note = (typeof NOTES)[number];

/** Place in the chain: the manifest that counts, what it was made from as a whole, or a part of that. */
export type Position = 'active' | 'parent' | 'component';

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
  /** Place of the manifest that holds it. */
  position: Position;
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
  /** Of the active manifest and its parents; what a component says this way stands in `declared.components`. */
  vendorDeclares: VendorDeclaration[];
  /** An action of the active manifest or its parent chain says that AI edited. */
  aiEdit: boolean;
  /** Every manifest of the parent chain is trusted, intact and without failures, and the content was checked. */
  parentChainIntact: boolean;
  actions: ActionSummary[];
  /** Formal rules broken while signature and content match. */
  irregular: string[];
  ingredients: IngredientSummary[];
  failures: string[];
  notes: Note[];
  /** `pending` after the manifest-alone step. */
  contentCheck: 'done' | 'pending' | 'not-made';
  /** Only of streams: what of them was played and checked. */
  session?: StreamSession;
  /** Only where an original file was looked for; where that was credited, all the rest is about it. */
  original?: OriginalDetails;
}

/** Details that say nothing but the state. */
export function emptyDetails(state: CredentialState): CredentialsDetails {
  return {
    state,
    broken: null,
    issuer: null,
    issuerRecognised: false,
    list: null,
    listKind: null,
    listDate: null,
    claimGenerator: null,
    signedAt: null,
    timeStamped: false,
    declares: [],
    declared: { active: [], parents: [], components: [] },
    vendorDeclares: [],
    aiEdit: false,
    parentChainIntact: false,
    actions: [],
    irregular: [],
    ingredients: [],
    failures: [],
    notes: [],
    contentCheck: 'done',
  };
}
