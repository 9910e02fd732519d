import { Announcement } from './announcement';
import type { Badge } from './badge';
import type { BadgeState } from '../ui/badge/badge-state';
import { type Medium, mediumOf } from './medium';
import { sourceOf, type Source } from './video-source';

/** What is known of one video of this frame, as long as it stands in it. */
export interface TrackedVideo {
  readonly id: string;
  readonly video: HTMLMediaElement;
  readonly news: Announcement;
  /** Aborted when the video goes: everything that hangs on it ends with this. */
  readonly over: AbortController;
  source: Source | null;
  /** Protected by DRM, as the element has told. */
  encrypted: boolean;
  /** Sound without a box: no badge stands beside it. */
  unseen: boolean;
  /** What it played when it was last announced. */
  medium: Medium;
  /** In view or nearly; null until it was first looked at. */
  near: boolean | null;
  playing: boolean;
  width: number;
  height: number;
  /** The viewer asked for this one, whatever it is. */
  asked: boolean;
  state: BadgeState | null;
  badge: Badge | null;
  /** What was last told of the badge, in one string. */
  reported: string;
}

/** All videos of this frame, by element and by the id under which the engine knows them. */
export class TrackedVideos {
  readonly #byVideo = new WeakMap<HTMLMediaElement, TrackedVideo>();
  readonly #byId = new Map<string, TrackedVideo>();
  readonly #prefix = crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36);
  #count = 0;

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => {
      for (const { over } of this.#byId.values()) over.abort();
      this.#byId.clear();
    });
  }

  /** @returns null where the video is known already */
  add(video: HTMLMediaElement): TrackedVideo | null {
    if (this.#byVideo.has(video) || this.signal.aborted) return null;
    const tracked: TrackedVideo = {
      id: `${this.#prefix}-${++this.#count}`,
      video,
      news: new Announcement(performance.now()),
      over: new AbortController(),
      source: sourceOf(video),
      encrypted: video.mediaKeys != null,
      unseen: false,
      medium: mediumOf(video),
      near: null,
      playing: false,
      width: 0,
      height: 0,
      asked: false,
      state: null,
      badge: null,
      reported: '',
    };
    this.#byVideo.set(video, tracked);
    this.#byId.set(tracked.id, tracked);
    return tracked;
  }

  of(video: HTMLMediaElement): TrackedVideo | undefined {
    return this.#byVideo.get(video);
  }

  byId(id: string): TrackedVideo | undefined {
    return this.#byId.get(id);
  }

  remove({ id, video, over }: TrackedVideo): void {
    this.#byId.delete(id);
    this.#byVideo.delete(video);
    over.abort();
  }

  [Symbol.iterator](): IterableIterator<TrackedVideo> {
    return this.#byId.values();
  }
}
