/** How far outside the window a video counts as about to be seen. */
const MARGIN = '50% 0px';

export interface Sighting {
  video: HTMLVideoElement;
  near: boolean;
  width: number;
  height: number;
}

/** One observer for all videos of the frame: tells at first sight and whenever one comes near or leaves. */
export class Sight {
  readonly #observer: IntersectionObserver;

  constructor(tell: (sightings: Sighting[]) => void, signal: AbortSignal) {
    this.#observer = new IntersectionObserver(
      (entries) =>
        tell(
          entries.map(({ target, isIntersecting, boundingClientRect: { width, height } }) => ({
            video: target as HTMLVideoElement,
            near: isIntersecting,
            width,
            height,
          })),
        ),
      { rootMargin: MARGIN },
    );
    signal.addEventListener('abort', () => this.#observer.disconnect());
  }

  watch(video: HTMLVideoElement, signal: AbortSignal): void {
    this.#observer.observe(video);
    signal.addEventListener('abort', () => this.#observer.unobserve(video));
  }
}
