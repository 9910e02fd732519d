import { isMedia } from './medium';
import type { TrackedVideo } from './tracked-video';

interface SizeEvents {
  /** A video has another size now, in CSS pixels. */
  resized(video: HTMLMediaElement, width: number, height: number): void;
  /** These videos, or what their badges stand in, have another size. */
  moved(videos: ReadonlySet<HTMLMediaElement>): void;
}

/** One observer for the boxes of all videos and of the elements that their badges stand in. */
export class Sizes {
  readonly #observer: ResizeObserver;
  /** Videos by the element that their badge stands in. */
  readonly #within = new Map<Element, Set<HTMLMediaElement>>();
  readonly #base = new WeakMap<HTMLMediaElement, Element>();

  constructor(events: SizeEvents, signal: AbortSignal) {
    this.#observer = new ResizeObserver((entries) => {
      const moved = new Set<HTMLMediaElement>();
      for (const { target, contentRect } of entries) {
        if (isMedia(target)) {
          events.resized(target, contentRect.width, contentRect.height);
          moved.add(target);
        } else for (const video of this.#within.get(target) ?? []) moved.add(video);
      }
      events.moved(moved);
    });
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      this.#within.clear();
    });
  }

  watch(video: HTMLMediaElement, signal: AbortSignal): void {
    this.#observer.observe(video);
    signal.addEventListener('abort', () => {
      this.#observer.unobserve(video);
      this.#leave(video);
    });
  }

  /** The badge of this video has been placed: follows the element that its numbers count from. */
  follow({ video, badge, over }: TrackedVideo): void {
    const base = badge?.base ?? null;
    if (over.signal.aborted || base === (this.#base.get(video) ?? null)) return;
    this.#leave(video);
    if (!base) return;
    const videos = this.#within.get(base) ?? new Set();
    if (videos.size === 0) this.#observer.observe(base);
    this.#within.set(base, videos.add(video));
    this.#base.set(video, base);
  }

  #leave(video: HTMLMediaElement): void {
    const base = this.#base.get(video);
    if (!base) return;
    const videos = this.#within.get(base);
    videos?.delete(video);
    this.#base.delete(video);
    if (videos?.size !== 0) return;
    this.#within.delete(base);
    this.#observer.unobserve(base);
  }
}
