import type { Evidence, EvidenceOf } from '../evidence/evidence';
import type { Label, Sentence } from './labels';

/** What one piece of evidence would write on the badge if it stood alone. */
export interface Claim {
  label: Label;
  words: Sentence;
}

/** IPTC digital source types (short names) that say a trained model made the whole picture. */
const GENERATED = new Set(['trainedAlgorithmicMedia']);
/** … and those that say it made a part of it. */
const COMPOSITE = new Set(['compositeWithTrainedAlgorithmicMedia', 'trainedAlgorithmicData']);
const CAPTURED = new Set(['digitalCapture', 'computationalCapture']);

const claim = (label: Label, key: string, ...subs: Sentence['subs']): Claim => ({
  label,
  words: { key, subs },
});

/**
 * The label that a declaration amounts to, once the active manifest is trusted.
 *
 * AI in the active manifest or its parents counts whatever their state, since nobody gains by it;
 * "captured" needs the whole parent chain intact (otherwise a tampered parent that was saved again
 * in a trusted editor would read as captured).
 */
function declarationClaim(details: NonNullable<EvidenceOf<'credentials'>['details']>): Claim {
  const line = [
    ...details.declared.active,
    ...details.declared.parents,
    ...details.vendorDeclares.map((vendor) => vendor.digitalSourceType),
  ];
  if (line.some((type) => GENERATED.has(type))) return claim('ai-generated', 'label_ai_generated');
  const aiInPart =
    details.aiEdit ||
    line.some((type) => COMPOSITE.has(type)) ||
    details.declared.components.some((type) => GENERATED.has(type) || COMPOSITE.has(type));
  if (aiInPart) return claim('ai-edited', 'label_ai_edited');
  if (line.some((type) => CAPTURED.has(type)) && details.parentChainIntact)
    return claim('camera-captured', 'label_camera_captured');
  return claim('credentials', 'label_credentials');
}

/**
 * Trusted or not, what a manifest says is about a content. Where that was not compared in the end (too large,
 * data saver, a connection that broke), a manifest moved to another video would read the same: no claim.
 */
function credentialsClaim({ details }: EvidenceOf<'credentials'>): Claim | null {
  const bound = details?.contentCheck !== 'not-made';
  switch (details?.state) {
    case 'invalid':
      return details.broken === 'content-changed'
        ? claim('credentials-invalid', 'label_credentials_changed')
        : claim('credentials-invalid', 'label_credentials_unverifiable');
    case 'revoked':
      return claim('credentials-invalid', 'label_credentials_unverifiable');
    case 'trusted':
      return bound ? declarationClaim(details) : null;
    case 'unrecognised':
      return bound ? claim('credentials-unrecognised', 'label_credentials_unrecognised') : null;
    default:
      return null;
  }
}

/** Only past a measured operating point may an estimate reach the label (wording.md, "Evidence strength"). */
function classifierClaim({ outcome, details }: EvidenceOf<'classifier'>): Claim | null {
  if (outcome !== 'found' || !details?.operatingPointMeasured || details.abstained) return null;
  if (details.band !== 'strong' && details.band !== 'very-strong') return null;
  const sora = details.pSora !== null && details.pAI !== null && details.pSora > details.pAI / 2;
  return sora
    ? claim('classifier-strong', 'label_classifier_sora')
    : claim('classifier-strong', 'label_classifier');
}

/** The platform's own word that AI was used; its word that a camera was is told in the card, not on the badge. */
function platformClaim({ outcome, details }: EvidenceOf<'platform-label'>): Claim | null {
  if (outcome !== 'found' || !details?.kind || details.kind === 'captured') return null;
  return claim('platform-label', 'label_platform_label', details.platform);
}

/** What this piece of evidence, alone, would claim; null where it claims nothing. */
export function claimOf(evidence: Evidence): Claim | null {
  switch (evidence.source) {
    case 'credentials':
      return credentialsClaim(evidence);
    case 'platform-label':
      return platformClaim(evidence);
    case 'classifier':
      return classifierClaim(evidence);
  }
}
