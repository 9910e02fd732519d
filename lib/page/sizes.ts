import { isMedia } from './medium';
import type { TrackedVideo } from './tracked-video';

interface SizeEvents {
  /** A video has another size now, in CSS pixels. */
  resized(video: HTMLMediaElement, width: number, height: number): void;
  /** What stands over these videos has come, gone or another size; said before `moved`. */
  altered(videos: ReadonlySet<HTMLMediaElement>): void;
  /** These videos, or what their badges stand in or beside, have another size. */
  moved(videos: ReadonlySet<HTMLMediaElement>): void;
}

/**
 * One observer for the boxes of all videos, of the elements that their badges stand in, and of what stands over them.
 * It is heard after the layout and before the frame is painted.
 */
export class Sizes {
  readonly #observer: ResizeObserver;
  /** Videos by the element that their badge stands in, or that stands over them. */
  readonly #within = new Map<Element, Set<HTMLMediaElement>>();
  readonly #base = new WeakMap<HTMLMediaElement, Element>();
  readonly #over = new WeakMap<HTMLMediaElement, Set<Element>>();
  /** The observer always tells of them once. */
  readonly #fresh = new WeakSet<Element>();
  readonly #renewed = new WeakSet<HTMLMediaElement>();

  constructor(events: SizeEvents, signal: AbortSignal) {
    this.#observer = new ResizeObserver((entries) => {
      const moved = new Set<HTMLMediaElement>();
      const altered = new Set<HTMLMediaElement>();
      for (const { target, contentRect } of entries) {
        if (isMedia(target)) {
          events.resized(target, contentRect.width, contentRect.height);
          if (this.#renewed.delete(target)) altered.add(target);
          moved.add(target);
        } else if (!this.#fresh.delete(target))
          for (const video of this.#within.get(target) ?? []) {
            moved.add(video);
            if (this.#over.get(video)?.has(target)) altered.add(video);
          }
      }
      if (altered.size > 0) events.altered(altered);
      if (moved.size > 0) events.moved(moved);
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
      const followed = [this.#base.get(video), ...(this.#over.get(video) ?? [])];
      this.#base.delete(video);
      this.#over.delete(video);
      for (const element of followed) this.#leave(video, element);
    });
  }

  /** Something was put beside the video: what follows from that is done in this frame, without a layout of its own. */
  renew({ video, over }: TrackedVideo): void {
    if (over.signal.aborted) return;
    this.#renewed.add(video);
    this.#observer.unobserve(video);
    this.#observer.observe(video);
  }

  /** The badge of this video has been placed: follows the element that its numbers count from. */
  follow({ video, badge, over }: TrackedVideo): void {
    const before = this.#base.get(video);
    const base = badge?.base ?? undefined;
    if (over.signal.aborted || base === before) return;
    this.#base.delete(video);
    this.#leave(video, before);
    if (!base) return;
    this.#enter(video, base);
    this.#base.set(video, base);
  }

  /** Follows what stands over the video of a badge that has been placed. */
  keep({ video, badge, over }: TrackedVideo): void {
    if (over.signal.aborted) return;
    const now = new Set(badge?.surroundings.watched);
    const before = this.#over.get(video) ?? new Set();
    if (now.size === 0 && before.size === 0) return;
    this.#over.set(video, now);
    for (const element of before) if (!now.has(element)) this.#leave(video, element);
    for (const element of now) if (!before.has(element)) this.#enter(video, element, true);
  }

  #enter(video: HTMLMediaElement, element: Element, quietly = false): void {
    const videos = this.#within.get(element);
    if (videos) {
      videos.add(video);
      return;
    }
    this.#within.set(element, new Set([video]));
    if (quietly) this.#fresh.add(element);
    this.#observer.observe(element);
  }

  #leave(video: HTMLMediaElement, element: Element | undefined): void {
    if (!element || this.#base.get(video) === element || this.#over.get(video)?.has(element)) return;
    const videos = this.#within.get(element);
    videos?.delete(video);
    if (videos?.size !== 0) return;
    this.#within.delete(element);
    this.#observer.unobserve(element);
  }
}
