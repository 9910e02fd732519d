import type { BadgeBoard } from './badge-board';
import type { TrackedVideo, TrackedVideos } from './tracked-video';
import type { VideoWatch } from './video-watch';

/** One observer for the boxes of all videos and of the parents that their badges stand in. */
export class Sizes {
  readonly #observer: ResizeObserver;
  readonly #parents = new WeakMap<Element, number>();

  constructor(
    private readonly videos: TrackedVideos,
    watch: VideoWatch,
    board: BadgeBoard,
    signal: AbortSignal,
  ) {
    this.#observer = new ResizeObserver((entries) => {
      const moved = new Set<TrackedVideo>();
      for (const { target, contentRect } of entries) {
        const tracked = target instanceof HTMLVideoElement ? videos.of(target) : undefined;
        if (tracked) {
          watch.resized(tracked, contentRect.width, contentRect.height);
          moved.add(tracked);
        } else for (const other of this.#within(target)) moved.add(other);
      }
      board.place(moved);
    });
    signal.addEventListener('abort', () => this.#observer.disconnect());
  }

  watch(video: HTMLVideoElement, signal: AbortSignal): void {
    const parent = video.parentNode instanceof ShadowRoot ? video.parentNode.host : video.parentElement;
    this.#observer.observe(video);
    if (parent) this.#hold(parent, 1);
    signal.addEventListener('abort', () => {
      this.#observer.unobserve(video);
      if (parent) this.#hold(parent, -1);
    });
  }

  *#within(parent: Element): Iterable<TrackedVideo> {
    for (const tracked of this.videos) if (tracked.badge?.holder === parent) yield tracked;
  }

  #hold(parent: Element, change: 1 | -1): void {
    const held = (this.#parents.get(parent) ?? 0) + change;
    this.#parents.set(parent, held);
    if (held === 0) this.#observer.unobserve(parent);
    else if (held === 1 && change === 1) this.#observer.observe(parent);
  }
}
