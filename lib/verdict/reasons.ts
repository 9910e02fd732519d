import type { Evidence, EvidenceOf, SourceName } from '../evidence/evidence';
import { DISAGREEMENT_KEYS, KIND_KEYS } from '../evidence/platform-label/keys';
import type { Sentence } from './labels';

/** Message name of an evidence source. */
export const sourceKey = (source: SourceName): string => `source_${source.replaceAll('-', '_')}`;

/** Message name of a `Reason`. */
export const reasonKey = (reason: string): string => `reason_${reason.replaceAll('-', '_')}`;

const sentence = (key: string, ...subs: Sentence['subs']): Sentence => ({ key, subs });

function integrityReason({ reason, details }: EvidenceOf<'credentials'>): Sentence | null {
  if (!details) return null;
  if (details.state === 'revoked') return sentence('why_revoked');
  if (details.state === 'invalid')
    return details.broken === 'content-changed'
      ? sentence('why_content_changed')
      : sentence('why_unverifiable');
  if (details.contentCheck === 'pending') return sentence('why_content_pending');
  if (details.contentCheck === 'not-made')
    return sentence('why_content_not_checked', sentence(reasonKey(reason ?? 'internal')));
  return sentence('why_content_matches');
}

function issuerReason(details: NonNullable<EvidenceOf<'credentials'>['details']>): Sentence | null {
  if (!details.issuer) return null;
  if (details.issuerRecognised && details.list)
    return sentence('why_issued_by', details.issuer, details.list);
  return sentence('why_issuer_not_recognised', details.issuer);
}

function declarationReason(details: NonNullable<EvidenceOf<'credentials'>['details']>): Sentence | null {
  const types = [
    ...details.declared.active,
    ...details.declared.parents,
    ...details.vendorDeclares.map((vendor) => vendor.digitalSourceType),
  ];
  if (types.includes('trainedAlgorithmicMedia')) return sentence('why_declares_generated');
  if (types.includes('compositeWithTrainedAlgorithmicMedia') || details.aiEdit)
    return sentence('why_declares_edited');
  if (details.declared.components.includes('trainedAlgorithmicMedia'))
    return sentence('why_declares_component_generated');
  if (types.includes('digitalCapture') || types.includes('computationalCapture'))
    return details.parentChainIntact
      ? sentence('why_declares_captured')
      : sentence('why_declares_captured_chain_broken');
  return sentence('why_declares_nothing');
}

/** States that come from a manifest which could be read. */
const READ = new Set(['trusted', 'unrecognised', 'invalid', 'revoked']);

function credentialsReasons(evidence: EvidenceOf<'credentials'>): Sentence[] {
  const { outcome, reason, details } = evidence;
  if (details && READ.has(details.state)) {
    const lines = [integrityReason(evidence), issuerReason(details), declarationReason(details)];
    if (details.session) lines.push(sentence('why_stream_checked', String(details.session.segmentsChecked)));
    for (const rule of details.irregular) lines.push(sentence('why_irregular', rule));
    if (details.ingredients.some((ingredient) => ingredient.state === 'invalid'))
      lines.push(sentence('why_ingredient_invalid'));
    else if (details.ingredients.some((ingredient) => ingredient.state === 'unrecognised'))
      lines.push(sentence('why_ingredient_unrecognised'));
    return lines.filter((line) => line !== null);
  }
  if (details?.state === 'malformed') return [sentence('why_credentials_malformed')];
  if (details?.state === 'remote') return [sentence('why_remote_manifest')];
  if (outcome === 'could-not-check')
    return [sentence('why_credentials_not_checked', sentence(reasonKey(reason ?? 'internal')))];
  if (outcome === 'not-found') return [sentence('why_no_credentials'), sentence('why_no_credentials_limit')];
  return [];
}

function classifierReasons({ outcome, reason, details }: EvidenceOf<'classifier'>): Sentence[] {
  if (outcome === 'could-not-check' || details?.abstained) {
    const why = details?.abstainReason ?? reason ?? 'internal';
    return [sentence('why_classifier_abstained', sentence(reasonKey(why)))];
  }
  if (!details?.band) return [];
  return [sentence(`why_classifier_${details.band.replace('-', '_')}`), sentence('why_classifier_limit')];
}

/** What the platform says, as its word; where the credentials of the same video say otherwise, that comes first. */
function platformReasons({ details }: EvidenceOf<'platform-label'>): Sentence[] {
  if (!details) return [];
  const { platform, kind, text, disagrees } = details;
  const lines = disagrees ? [sentence(DISAGREEMENT_KEYS[disagrees], platform)] : [];
  if (kind === null) return [...lines, sentence('why_platform_none', platform)];
  return [...lines, sentence(KIND_KEYS[kind], platform, text ?? ''), sentence('why_platform_limit')];
}

/** The sentences that one piece of evidence gives to the card. */
export function reasonsOf(evidence: Evidence): Sentence[] {
  switch (evidence.source) {
    case 'credentials':
      return credentialsReasons(evidence);
    case 'platform-label':
      return platformReasons(evidence);
    case 'classifier':
      return classifierReasons(evidence);
  }
}
