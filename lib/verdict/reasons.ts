import type { Reason } from '../evidence/check-error';
import type { SessionProblem, StreamSession } from '../evidence/credentials/fragments/findings';
import type { OriginalDetails } from '../evidence/credentials/original-details';
import type { Evidence, EvidenceOf, SourceName } from '../evidence/evidence';
import { DISAGREEMENT_KEYS, KIND_KEYS } from '../evidence/platform-label/keys';
import type { StreamProblem } from '../media/streams/stream-plan';
import type { Sentence } from './labels';

/** Message name of an evidence source. */
export const sourceKey = (source: SourceName): string => `source_${source.replaceAll('-', '_')}`;

/** Message name of a `Reason`. */
export const reasonKey = (reason: string): string => `reason_${reason.replaceAll('-', '_')}`;

/** Message name of what a reason means for the viewer, and what they can do about it. */
const helpKey = (reason: string): string => `help_${reason.replaceAll('-', '_')}`;

/** What speaks against a stream as a whole, and what is odd about its playlist. */
export const streamKey = (problem: SessionProblem): string => `why_stream_${problem.replaceAll('-', '_')}`;
export const playlistKey = (problem: StreamProblem): string => `why_playlist_${problem.replaceAll('-', '_')}`;

/** These tell all there is to tell: an estimate's abstentions, and two states with sentences of their own. */
export const WITHOUT_HELP: ReadonlySet<Reason> = new Set([
  'credentials-malformed',
  'remote-manifest',
  'too-few-frames',
  'too-small',
  'still-picture',
  'overlay',
  'out-of-distribution',
  'model-damaged',
  'audio',
  'original-unknown',
]);

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

const helpOf = (reason: Reason): Sentence[] => (WITHOUT_HELP.has(reason) ? [] : [sentence(helpKey(reason))]);

function sessionReasons({ problem, playlist, suppliedByPage }: StreamSession): Sentence[] {
  return [
    ...(suppliedByPage ? [sentence('why_supplied')] : []),
    ...(problem ? [sentence(streamKey(problem))] : []),
    ...(playlist ?? []).map((odd) => sentence(playlistKey(odd))),
  ];
}

/** What came of looking for the original file; where its credentials count, this is the first thing to know of them. */
function originalReason({ outcome, host, reason, comparedWith }: OriginalDetails): Sentence {
  switch (outcome) {
    case 'credited':
      return sentence(
        comparedWith === 'screen' ? 'why_original_credited' : 'why_original_credited_file',
        host,
      );
    case 'none':
      return sentence('why_original_none', host);
    case 'frames-differ':
      return sentence('why_original_differs', host);
    case 'not-compared':
      return sentence('why_original_not_compared', host);
    case 'failed':
      return reason === 'no-permission'
        ? sentence('why_original_no_access', host)
        : sentence('why_original_failed', host, sentence(reasonKey(reason ?? 'internal')));
  }
}

/** Failures of an original file against which the same helps as with the file that plays. */
const HELPED_ALIKE: ReadonlySet<Reason> = new Set(['too-large', 'offline', 'timed-out']);

/** States that come from a manifest which could be read. */
const READ = new Set(['trusted', 'unrecognised', 'invalid', 'revoked']);

function credentialsReasons(evidence: EvidenceOf<'credentials'>): Sentence[] {
  const original = evidence.details?.original;
  const lines = fileReasons(evidence);
  if (!original) return lines;
  const told = [originalReason(original)];
  if (original.reason && HELPED_ALIKE.has(original.reason) && original.reason !== evidence.reason)
    told.push(...helpOf(original.reason));
  return original.outcome === 'credited' ? [...told, ...lines] : [...lines, ...told];
}

function fileReasons(evidence: EvidenceOf<'credentials'>): Sentence[] {
  const { outcome, reason, details } = evidence;
  if (details && READ.has(details.state)) {
    const lines = [integrityReason(evidence), issuerReason(details), declarationReason(details)];
    if (details.session) {
      lines.push(...sessionReasons(details.session));
      lines.push(sentence('why_stream_checked', String(details.session.segmentsChecked)));
    }
    if (details.contentCheck === 'not-made') lines.push(...helpOf(reason ?? 'internal'));
    for (const rule of details.irregular) lines.push(sentence('why_irregular', rule));
    if (details.ingredients.some((ingredient) => ingredient.state === 'invalid'))
      lines.push(sentence('why_ingredient_invalid'));
    else if (details.ingredients.some((ingredient) => ingredient.state === 'unrecognised'))
      lines.push(sentence('why_ingredient_unrecognised'));
    return lines.filter((line) => line !== null);
  }
  if (details?.state === 'malformed') return [sentence('why_credentials_malformed')];
  if (details?.state === 'remote') return [sentence('why_remote_manifest')];
  const session = details?.session ? sessionReasons(details.session) : [];
  if (outcome === 'could-not-check')
    return [
      sentence('why_credentials_not_checked', sentence(reasonKey(reason ?? 'internal'))),
      ...session,
      ...helpOf(reason ?? 'internal'),
    ];
  if (outcome === 'not-found')
    return [sentence('why_no_credentials'), ...session, sentence('why_no_credentials_limit')];
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
