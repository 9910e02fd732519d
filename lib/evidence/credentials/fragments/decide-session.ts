import type { Reason } from '../../check-error';
import type { Outcome } from '../../evidence';
import { type CredentialsDetails, emptyDetails } from '../details';
import type { SegmentFinding, SegmentState, SessionProblem, StreamSession } from './findings';
import { mergeTracks } from './merge-tracks';

/** One checked segment with its place. */
export interface CheckedSegment {
  /** Identity of its initialization segment. */
  track: string;
  /** Place in the track, from 0. */
  index: number;
  /** Seconds of the presentation. */
  start: number;
  finding: SegmentFinding;
  /** It turned out to belong to another track than the page's requests made it seem, so that its place is a guess. */
  moved?: boolean;
}

/** One track, as its initialization segment and the first segments tell. */
export interface CheckedTrack {
  key: string;
  /** `index` of its segments is their place in a playlist, and not just a guess. */
  ordered: boolean;
  /** What its manifest alone tells; null where it has none. */
  early: CredentialsDetails | null;
  /** The same, with the content of a segment checked; null until one was intact. */
  full: CredentialsDetails | null;
}

export interface SessionFacts {
  /** The track that is on screen first. */
  tracks: readonly CheckedTrack[];
  checked: readonly CheckedSegment[];
  segmentsSeen: number;
  suppliedByPage: boolean;
  /** Why segments could not be read; null where all could. */
  unread: Reason | null;
}

export interface SessionReport {
  details: CredentialsDetails;
  outcome: Outcome;
  reason: Reason | null;
}

/** How each problem weighs: what it says of the content, or why nothing can be said. */
const WEIGHT: Record<SessionProblem, NonNullable<CredentialsDetails['broken']> | 'malformed' | Reason> = {
  changed: 'content-changed',
  stripped: 'content-changed',
  'other-track': 'cannot-verify',
  'out-of-order': 'cannot-verify',
  repeated: 'cannot-verify',
  'left-out': 'cannot-verify',
  'unsigned-track': 'cannot-verify',
  unbound: 'cannot-verify',
  'no-manifest': 'malformed',
  unreadable: 'malformed',
  'own-manifest': 'live',
  'session-keys': 'live',
  'cut-short': 'truncated',
  'not-a-segment': 'unsupported-format',
  'nothing-read': 'stream',
  'frames-differ': 'frames-differ',
  'frames-unknown': 'no-frames',
};

/** Segments behind one in such a state are not looked at any more: they could change nothing. */
export const isDecisive = (state: SegmentState): boolean =>
  state !== 'intact' &&
  state !== 'unsigned' &&
  WEIGHT[state] !== 'truncated' &&
  WEIGHT[state] !== 'unsupported-format';

interface Objection {
  problem: SessionProblem;
  segment: CheckedSegment | null;
}

/**
 * The state of a viewing session: the first segment that speaks against it decides, those that say that something is wrong before
 * those that could merely not be checked. A stripped segment, or a track without credentials beside one that has
 * them, is never "no credentials".
 */
export function decideSession(facts: SessionFacts): SessionReport {
  const checked = [...facts.checked].sort((a, b) => a.start - b.start || a.index - b.index);
  const objection = objectionOf(checked, facts);
  const session: StreamSession = {
    segmentsSeen: facts.segmentsSeen,
    segmentsChecked: checked.length,
    firstInvalid: objection?.segment ? objection.segment.index + 1 : null,
    suppliedByPage: facts.suppliedByPage,
    framesMatched: null,
    framesCompared: 0,
    problem: objection?.problem ?? null,
  };
  const report = objection ? against(objection, facts) : inFavour(facts, checked);
  return { ...report, details: { ...report.details, session } };
}

function objectionOf(checked: readonly CheckedSegment[], facts: SessionFacts): Objection | null {
  if (checked.length === 0) return { problem: 'nothing-read', segment: null };
  const bad = checked.filter(({ finding }) => finding.state !== 'intact' && finding.state !== 'unsigned');
  const objections: Objection[] = bad.map((segment) => ({
    problem: segment.finding.state as Exclude<SegmentState, 'intact' | 'unsigned'>,
    segment,
  }));
  objections.push(...facts.tracks.flatMap((track) => disorderOf(track, checked)));
  const unsigned = checked.find(({ finding }) => finding.state === 'unsigned');
  if (unsigned && checked.some(({ finding }) => finding.state !== 'unsigned'))
    objections.push({ problem: 'unsigned-track', segment: unsigned });
  const decides = ({ problem }: Objection) => isInvalid(problem, facts) || WEIGHT[problem] === 'malformed';
  const inOrder = objections.sort((a, b) => (a.segment?.start ?? 0) - (b.segment?.start ?? 0));
  return inOrder.find(decides) ?? inOrder[0] ?? null;
}

const isInvalid = (problem: SessionProblem, facts: SessionFacts): boolean => {
  const weight = weightOf(problem, facts);
  return weight === 'content-changed' || weight === 'cannot-verify';
};

/** Credentials of a file as a whole, of which a page hands over pieces, say nothing of the pieces: nothing is wrong with them. */
const weightOf = (problem: SessionProblem, { suppliedByPage }: SessionFacts) =>
  suppliedByPage && problem === 'unbound' ? 'stream' : WEIGHT[problem];

/**
 * Every proof says which of all signed segments it belongs to, so in a playlist the distance between that and the place
 * where it is played stays the same, however many segments in between were never fetched.
 */
function disorderOf({ key, ordered }: CheckedTrack, checked: readonly CheckedSegment[]): Objection[] {
  if (!ordered) return [];
  const own = checked
    .filter(({ track, finding, moved }) => track === key && !moved && finding.state === 'intact')
    .filter(({ finding }) => finding.location !== null)
    .sort((a, b) => a.index - b.index);
  const locations = own.map(({ finding }) => finding.location as number);
  const distance = (segment: CheckedSegment) => (segment.finding.location as number) - segment.index;
  const segment = own.find((other) => distance(other) !== distance(own[0] as CheckedSegment));
  if (!segment) return [];
  if (new Set(locations).size < locations.length) return [{ problem: 'repeated', segment }];
  const rises = locations.every((location, at) => at === 0 || location > (locations[at - 1] as number));
  return [{ problem: rises ? 'left-out' : 'out-of-order', segment }];
}

function against({ problem }: Objection, facts: SessionFacts): SessionReport {
  const { tracks, unread } = facts;
  const early = mergeTracks(tracks.flatMap(({ early }) => early ?? []));
  const weight = weightOf(problem, facts);
  if (weight === 'content-changed' || weight === 'cannot-verify')
    return {
      details: broken(early ?? emptyDetails('invalid'), problem, weight),
      outcome: 'found',
      reason: null,
    };
  if (weight === 'malformed') return { details: emptyDetails('malformed'), outcome: 'found', reason: null };
  return {
    details: { ...(early ?? emptyDetails('unreadable')), contentCheck: 'not-made' },
    outcome: 'could-not-check',
    reason: problem === 'nothing-read' ? (unread ?? weight) : weight,
  };
}

function broken(
  early: CredentialsDetails,
  problem: SessionProblem,
  how: NonNullable<CredentialsDetails['broken']>,
): CredentialsDetails {
  const mismatch = problem === 'changed' || problem === 'stripped' ? ['assertion.bmffHash.mismatch'] : [];
  return {
    ...early,
    state: early.state === 'revoked' ? 'revoked' : 'invalid',
    broken: early.broken === 'content-changed' ? early.broken : how,
    parentChainIntact: false,
    irregular: [],
    failures: [...new Set([...early.failures, ...mismatch])],
    contentCheck: 'done',
  };
}

function inFavour({ tracks }: SessionFacts, checked: readonly CheckedSegment[]): SessionReport {
  if (checked.every(({ finding }) => finding.state === 'unsigned'))
    return { details: emptyDetails('none'), outcome: 'not-found', reason: null };
  const used = tracks.filter(({ key }) => checked.some(({ track }) => track === key));
  const full = mergeTracks(used.flatMap((track) => track.full ?? []));
  if (full && used.every((track) => track.full)) return { details: full, outcome: 'found', reason: null };
  const details = { ...emptyDetails('unreadable'), contentCheck: 'not-made' as const };
  return { details, outcome: 'could-not-check', reason: 'internal' };
}
