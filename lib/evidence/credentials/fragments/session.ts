import type { Reason } from '../../check-error';
import type { CredentialsDetails } from '../details';
import type { TrustList } from '../trust-list';
import type { CredentialsWorker, SegmentChecker } from '../worker-client';
import type { SegmentAnswer } from './check-segment';
import { type CheckedSegment, type CheckedTrack, decideSession, type SessionReport } from './decide-session';
import type { SegmentState } from './findings';
import { storeOf } from './segment-facts';

/** Other initialization segments that a segment is tried with before it counts as changed. */
const MOST_TRIED = 4;

export interface SessionTrack {
  key: string;
  init: Uint8Array;
  ordered: boolean;
}

export interface SessionPlace {
  track: string;
  index: number;
  start: number;
}

export interface SessionDeps {
  worker: Pick<CredentialsWorker, 'readManifest'> & SegmentChecker;
  lists: readonly TrustList[];
  suppliedByPage: boolean;
}

/**
 * The credentials of one stream over one viewing session: tracks and segments come in as they are read, and at any
 * time {@link StreamCheck.report} tells what is known so far. Holds initialization segments and findings, no media.
 */
export class StreamCheck {
  readonly #tracks = new Map<string, { init: Uint8Array; known: CheckedTrack }>();
  readonly #checked = new Map<string, CheckedSegment>();
  /** Segments that the page was seen to fetch. */
  segmentsSeen = 0;
  unread: Reason | null = null;

  constructor(private readonly deps: SessionDeps) {}

  /** Takes a track in; the track on screen first. @returns what its manifest alone tells */
  async addTrack(
    { key, init, ordered }: SessionTrack,
    signal: AbortSignal,
  ): Promise<CredentialsDetails | null> {
    const held = this.#tracks.get(key);
    if (held) return held.known.early;
    const store = storeOf(init);
    const early = store ? await this.deps.worker.readManifest(store, this.deps.lists, [], signal) : null;
    this.#tracks.set(key, { init, known: { key, ordered, early, full: null } });
    return early;
  }

  has({ track, index }: SessionPlace): boolean {
    return this.#checked.has(`${index} ${track}`);
  }

  /**
   * Checks one segment of a track that was taken in before; what was checked already is not checked again.
   * @param open it may not be all there, so that it is left out unless it is intact
   */
  async addSegment(
    place: SessionPlace,
    segment: Uint8Array,
    signal: AbortSignal,
    open = false,
  ): Promise<SegmentState> {
    const key = `${place.index} ${place.track}`;
    const known = this.#checked.get(key);
    if (known) return known.finding.state;
    const { finding, track } = await this.#check(place.track, segment, signal);
    if (open && finding.state !== 'intact' && finding.state !== 'unsigned') return finding.state;
    this.#checked.set(key, { ...place, track, finding, moved: track !== place.track });
    return finding.state;
  }

  report(): SessionReport {
    return decideSession({
      tracks: [...this.#tracks.values()].map(({ known }) => known),
      checked: [...this.#checked.values()],
      segmentsSeen: this.segmentsSeen,
      suppliedByPage: this.deps.suppliedByPage,
      unread: this.unread,
    });
  }

  /** A segment that does not fit may belong to another quality than the page's requests made it seem. */
  async #check(
    track: string,
    segment: Uint8Array,
    signal: AbortSignal,
  ): Promise<SegmentAnswer & { track: string }> {
    const first = await this.#checkWith(track, segment, signal);
    if (first.finding.state !== 'changed' && first.finding.state !== 'other-track')
      return { ...first, track };
    for (const other of [...this.#tracks.keys()].filter((key) => key !== track).slice(0, MOST_TRIED)) {
      const answer = await this.#checkWith(other, segment, signal);
      if (answer.finding.state === 'intact') return { ...answer, track: other };
    }
    return { ...first, track };
  }

  async #checkWith(key: string, segment: Uint8Array, signal: AbortSignal): Promise<SegmentAnswer> {
    const track = this.#tracks.get(key);
    if (!track) throw new RangeError(`no track ${key}`);
    const { init, known } = track;
    const answer = await this.deps.worker.checkSegment(
      { init, segment, judge: known.full === null, reachedBefore: known.early?.list ?? null, notes: [] },
      this.deps.lists,
      signal,
    );
    known.full ??= answer.details;
    return answer;
  }
}
