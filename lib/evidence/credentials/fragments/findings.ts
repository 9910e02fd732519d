import type { StreamProblem } from '../../../media/streams/stream-plan';

/**
 * What is known of one segment of a stream after its check.
 * - `intact`: its hash and proof lead to the tree in the manifest of its initialization segment
 * - `changed`: they do not
 * - `stripped`: the manifest promises proofs, this segment carries none
 * - `other-track`: its proof belongs to another initialization segment, or its tracks do
 * - `cut-short`: its last box claims more bytes than arrived
 * - `not-a-segment`: no movie fragment in it (a page, a text, another container)
 * - `own-manifest`: it carries a manifest of its own, as live streams do; not supported yet
 * - `session-keys`: segments are signed with keys of a live session; not supported yet
 * - `unbound`: the manifest does not bind segments, or not all that decides what is played
 * - `unsigned`: neither the initialization segment nor this segment carries credentials
 * - `no-manifest`: it carries a proof, but the initialization segment has no manifest any more
 * - `unreadable`: the credentials of the initialization segment cannot be parsed
 */
export const SEGMENT_STATES = [
  'intact',
  'changed',
  'stripped',
  'other-track',
  'cut-short',
  'not-a-segment',
  'own-manifest',
  'session-keys',
  'unbound',
  'unsigned',
  'no-manifest',
  'unreadable',
] as const;
export type SegmentState = (typeof SEGMENT_STATES)[number];

export interface SegmentFinding {
  state: SegmentState;
  /** Place of the segment among all that were signed, from 0, as its proof says; null without one. */
  location: number | null;
  /** Segments that were signed with the same tree; null where no tree is known. */
  signedCount: number | null;
  /** Start of the first track fragment in units of its track (`tfdt`); null where it does not say. */
  baseTime: number | null;
}

/**
 * What stands against a session as a whole; null where nothing does.
 * Besides states of the first bad segment:
 * - `out-of-order`, `repeated`, `left-out`: all segments are intact, but the playlist puts them in another order than
 *   they were signed in, one of them twice, or leaves some out between others
 * - `unsigned-track`: one track carries credentials, another one that is played with it does not
 * - `nothing-read`: no segment could be read
 * - `frames-differ`: pictures decoded from the checked bytes are not those on screen
 * - `frames-unknown`: they could not be compared
 */
export const SESSION_PROBLEMS = [
  ...SEGMENT_STATES.filter((state) => state !== 'intact' && state !== 'unsigned'),
  'out-of-order',
  'repeated',
  'left-out',
  'unsigned-track',
  'nothing-read',
  'frames-differ',
  'frames-unknown',
] as const;
export type SessionProblem = (typeof SESSION_PROBLEMS)[number];

/** One viewing session, in the details of credentials: never "complete", since what was not played is unknown. */
export interface StreamSession {
  /** Segments that the page was seen to fetch. */
  segmentsSeen: number;
  segmentsChecked: number;
  /** Place in its track of the first segment that speaks against the stream, from 1; null where none does. */
  firstInvalid: number | null;
  /** The bytes came from the page itself, by the hook. */
  suppliedByPage: boolean;
  /** Frames decoded from the checked bytes match frames on screen; null where that was not compared. */
  framesMatched: boolean | null;
  /** Frames on screen that were compared; one of a video that stands still. */
  framesCompared: number;
  problem: SessionProblem | null;
  /** What is odd about the playlist behind it; absent where nothing is. */
  playlist?: StreamProblem[];
}
