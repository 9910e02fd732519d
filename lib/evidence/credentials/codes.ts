/**
 * How validation codes of the specification (C2PA 2.3, 15.2) weigh. The tables hold what we decided;
 * a code that stands in none of them bars trust and says nothing about the content.
 */

/** A hash over content or over an assertion does not match: the only codes that say that something changed. */
const CONTENT_CHANGED = new Set([
  'assertion.hashedURI.mismatch',
  'assertion.dataHash.mismatch',
  'assertion.bmffHash.mismatch',
  'assertion.boxesHash.mismatch',
  'assertion.boxesHash.unknownBox',
  'assertion.collectionHash.mismatch',
  'assertion.collectionHash.incorrectFileCount',
  'assertion.multiAssetHash.mismatch',
]);

/** The signature does not hold. Alone they say nothing about the content. */
const SIGNATURE_BROKEN = new Set(['claimSignature.mismatch', 'claimSignature.missing']);

const REVOKED = new Set(['signingCredential.ocsp.revoked', 'signingCredential.revoked']);

export interface FormalRule {
  code: string;
  /** Where the specification states the rule. */
  section: string;
}

/**
 * Rules of form: a manifest may break them while its signature, time stamp, chain and content hold.
 * What is not in this table is not formal. Malformed hard bindings are left out on purpose: where one
 * cannot be read, the content was not checked.
 */
export const FORMAL_RULES: readonly FormalRule[] = [
  // Label of the claim box, fields of the claim, icons it refers to.
  { code: 'claim.malformed', section: 'C2PA 2.3, 10 and 15.6' },
  // First action created or opened, ingredients and templates named as the schema asks.
  { code: 'assertion.action.malformed', section: 'C2PA 2.3, 18.15 and 15.10' },
  { code: 'assertion.ingredient.malformed', section: 'C2PA 2.3, 18.16 and 15.11' },
];

const FORMAL = new Set(FORMAL_RULES.map(({ code }) => code));

const HARD_BINDING = /^assertion\.(?:data|bmff|boxes|collection|multiAsset)Hash\./;

export const isContentChanged = (code: string): boolean => CONTENT_CHANGED.has(code);
export const isSignatureBroken = (code: string): boolean => SIGNATURE_BROKEN.has(code);
export const isRevoked = (code: string): boolean => REVOKED.has(code);
export const isFormal = (code: string): boolean => FORMAL.has(code);
/** About the hash over the file's content. */
export const isHardBinding = (code: string): boolean => HARD_BINDING.test(code);
export const isHardBindingMatch = (code: string): boolean => isHardBinding(code) && code.endsWith('.match');

/** About an identity beside the claim, or about its time stamp: kept apart from trust in the claim. */
export const isApart = (code: string): boolean =>
  code.startsWith('cawg.') || code.startsWith('timeStamp.') || code.startsWith('assertion.timestamp.');

/** A failure with which a claim is not trusted, whoever signed it. */
export const barsTrust = (code: string): boolean => !isFormal(code) && !isApart(code);

/** Statuses that say that a step went well; older ingredients record them among their failures. */
export const isSuccess = (code: string): boolean =>
  /\.(?:match|validated|trusted|insideValidity|notRevoked|accessible|well-formed)$/.test(code);
