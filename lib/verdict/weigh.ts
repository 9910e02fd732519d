import { type Evidence, SOURCES, type SourceName, type Subject } from '../evidence/evidence';
import type { Mode } from '../storage/settings';
import { type Claim, claimOf } from './claims';
import { LABELS, type Label, type Verdict } from './labels';
import { wordedFor } from './medium-words';
import { reasonKey, reasonsOf } from './reasons';

const rank = (label: Label): number => LABELS.indexOf(label);

/** Sources whose failure the badge has to admit: without them "nothing found" would be a guess. */
const REQUIRED: ReadonlySet<SourceName> = new Set(['credentials']);

/** Evidence that viewers see; estimates without a measured operating point are for investigators. */
export function visibleEvidence(evidence: readonly Evidence[], mode: Mode): Evidence[] {
  return evidence.filter(
    (item) =>
      mode === 'investigator' ||
      item.source !== 'classifier' ||
      item.details?.operatingPointMeasured === true,
  );
}

/** Why nothing can be claimed although something is there: in the file's own words, else the failure's. */
function failureOf(evidence: Evidence): string {
  if (evidence.source === 'credentials') {
    if (evidence.details?.state === 'malformed') return 'credentials-malformed';
    if (evidence.details?.state === 'remote') return 'remote-manifest';
  }
  return evidence.reason ?? 'internal';
}

function emptyClaim(evidence: readonly Evidence[], complete: boolean): Claim {
  if (!complete) return { label: 'checking', words: { key: 'label_checking', subs: [] } };
  const required = evidence.filter(({ source }) => REQUIRED.has(source));
  const failed = required.find(({ outcome }) => outcome !== 'not-found');
  if (failed || required.length === 0) {
    const reason = reasonKey(failed ? failureOf(failed) : 'internal');
    return {
      label: 'could-not-check',
      words: { key: 'label_could_not_check', subs: [{ key: reason, subs: [] }] },
    };
  }
  return { label: 'nothing-found', words: { key: 'label_nothing_found', subs: [] } };
}

/**
 * Weighs the evidence about one video. Pure: the same set of evidence gives the same verdict in any order.
 *
 * The label is the strongest claim that any single piece makes, by the precedence of {@link LABELS};
 * pieces never add up to more than the strongest of them.
 *
 * @param medium of what is spoken; it changes words only
 * @param complete every source has settled, so that nothing more will come
 */
export function weigh(
  evidence: readonly Evidence[],
  mode: Mode,
  complete: boolean,
  medium: Subject['medium'] = 'video',
): Verdict {
  const sorted = [...evidence].sort((a, b) => SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source));
  const claims = sorted.map(claimOf).filter((claim) => claim !== null);
  const strongest = claims.sort((a, b) => rank(a.label) - rank(b.label))[0];
  const { label, words } = strongest ?? emptyClaim(sorted, complete);
  return {
    label,
    words: wordedFor(medium, words),
    reasons: visibleEvidence(sorted, mode)
      .flatMap(reasonsOf)
      .map((reason) => wordedFor(medium, reason)),
    final: complete && sorted.every((item) => item.settled),
  };
}
