import { CheckError, type Reason } from '../../evidence/check-error';

/** One request of the page, from its resource timing. */
export interface SeenResource {
  url: string;
  /** Milliseconds since navigation at which it began. */
  at: number;
  /** What made it (`initiatorType`): `fetch`, `xmlhttprequest`, `video`, `audio`, … */
  type: string;
}

/** What the element says of itself, as far as it helps to find its stream among those of the page. */
export interface StreamElement {
  /** Seconds; NaN or 0 where unknown, Infinity for a live stream. */
  duration: number;
  /** Seconds. */
  currentTime: number;
  /** Pixels of the picture; 0 where unknown. */
  width: number;
  height: number;
  encrypted: boolean;
  /** Ranges of seconds that the player holds (`buffered`); empty where unknown. */
  buffered: readonly (readonly [number, number])[];
  /** Milliseconds since navigation at which the element got its source; 0 where unknown. */
  since: number;
  /** Address of the page: only a page in a private network may send us there. */
  pageUrl: string;
}

/** Bytes `[start, end)` of a file. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface Part {
  url: string;
  /** The part of the file; null for all of it. */
  range: ByteRange | null;
}

export interface PlannedSegment extends Part {
  /** Place in the rendition, from 0, in the order of the playlist. */
  index: number;
  /** Seconds of the presentation; where no playlist tells, the place. */
  start: number;
  /** Seconds; 0 where unknown. */
  duration: number;
  /** The page was seen to fetch it. */
  seen: boolean;
  /** More of it may come, or may have been thrown away: what speaks against it counts for nothing. */
  open?: boolean;
}

/** One quality of picture or sound. */
export interface Rendition {
  /** Identity: address and range of its initialization segment, and what tells it from others with the same. */
  key: string;
  kind: 'video' | 'audio' | 'mixed';
  /** Null where none is known, or where every segment has one of its own. */
  init: Part | null;
  segments: PlannedSegment[];
  /** Where the list of segments stands in the file itself (`sidx`); `segments` is empty until it was read. */
  index: Part | null;
  /** Bits a second; 0 where unknown. */
  bandwidth: number;
  width: number;
  height: number;
  /** The order of `segments` is that of a playlist, and not just a guess. */
  ordered: boolean;
}

/**
 * What is odd about a stream, each with words of its own.
 * - `loop`: a playlist leads to itself · `missing`: it cannot be had · `not-a-playlist`: it is something else
 * - `too-large`: longer than any playlist · `too-many-playlists`, `many-segments`, `many-renditions`: not all were looked at
 * - `wrong-type`: its media type is not that of a playlist, its content is
 * - `private-host`: it leads from a public page into a private network · `other-scheme`: addresses that are not HTTP
 * - `variables`: addresses that only the page can complete · `gaps`: segments that are said to be missing
 * - `transport-stream`: its segments are MPEG-TS, in which credentials have no place
 * - `no-segments`: an empty playlist · `no-init`: no initialization segment is known
 * - `unknown-rendition`: none of its qualities was seen to be fetched
 */
export const STREAM_PROBLEMS = [
  'loop',
  'missing',
  'not-a-playlist',
  'too-large',
  'too-many-playlists',
  'many-segments',
  'many-renditions',
  'wrong-type',
  'private-host',
  'other-scheme',
  'variables',
  'gaps',
  'transport-stream',
  'no-segments',
  'no-init',
  'unknown-rendition',
] as const;
export type StreamProblem = (typeof STREAM_PROBLEMS)[number];

/** Why nothing can be checked where this problem leaves nothing else. */
export const REASON_OF_PROBLEM: Record<StreamProblem, Reason> = {
  loop: 'playlist',
  missing: 'missing',
  'not-a-playlist': 'playlist',
  'too-large': 'too-large',
  'too-many-playlists': 'playlist',
  'many-segments': 'playlist',
  'many-renditions': 'playlist',
  'wrong-type': 'playlist',
  'private-host': 'private-network',
  'other-scheme': 'unsupported-format',
  variables: 'playlist',
  gaps: 'playlist',
  'transport-stream': 'unsupported-format',
  'no-segments': 'playlist',
  'no-init': 'stream',
  'unknown-rendition': 'stream',
};

/** No playlist of the page can be used; each problem has words of its own besides the reason. */
export class PlaylistError extends CheckError {
  constructor(
    reason: Reason,
    readonly problems: readonly StreamProblem[],
    options?: ErrorOptions,
  ) {
    super(reason, `the playlist cannot be used: ${problems.join(', ')}`, options);
  }
}

/** What lies behind a `blob:` address, as far as the requests of the page tell. */
export interface StreamPlan {
  /** `progressive`: one file, whole or read by ranges; `segments`: pieces without a playlist that we can read. */
  kind: 'progressive' | 'hls' | 'dash' | 'segments';
  /** Address of the file or of the playlist; of the first segment where there is none. */
  url: string;
  /** The rendition on screen first, then sound, then qualities played before. */
  renditions: Rendition[];
  /** Of the first rendition. */
  init: Part | null;
  segments: PlannedSegment[];
  live: boolean;
  encrypted: boolean;
  problems: StreamProblem[];
}
