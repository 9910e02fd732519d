/** How far outside the window a video counts as about to be seen. */
const MARGIN = '50% 0px';

export interface Sighting {
  video: HTMLMediaElement;
  near: boolean;
  width: number;
  height: number;
}

/** In a window of its own, which no observer of this one looks into; it was put there to be seen. */
const isElsewhere = ({ ownerDocument, isConnected }: Element): boolean =>
  isConnected && ownerDocument !== document;

/** This much of a video has to be in the window before it is looked at whether its badge can be clicked. */
const SEEN = 0.3;

/**
 * Two observers for all videos of the frame: one tells at first sight and whenever a video comes near or
 * leaves, the other when it really is in view.
 */
export class Sight {
  readonly #near: IntersectionObserver;
  readonly #seen: IntersectionObserver;

  constructor(
    tell: (sightings: Sighting[]) => void,
    seen: (videos: HTMLMediaElement[]) => void,
    signal: AbortSignal,
  ) {
    this.#seen = new IntersectionObserver(
      (entries) =>
        seen(entries.filter((entry) => entry.isIntersecting).map(({ target }) => target as HTMLMediaElement)),
      { threshold: SEEN },
    );
    this.#near = new IntersectionObserver(
      (entries) =>
        tell(
          entries.map(({ target, isIntersecting, boundingClientRect: { width, height } }) => ({
            video: target as HTMLMediaElement,
            near: isIntersecting || isElsewhere(target),
            width,
            height,
          })),
        ),
      { rootMargin: MARGIN },
    );
    signal.addEventListener('abort', () => {
      this.#near.disconnect();
      this.#seen.disconnect();
    });
  }

  watch(video: HTMLMediaElement, signal: AbortSignal): void {
    this.#near.observe(video);
    this.#seen.observe(video);
    signal.addEventListener('abort', () => {
      this.#near.unobserve(video);
      this.#seen.unobserve(video);
    });
  }
}
