import type { Root, TreeWatch } from './tree-watch';

/** What has just been loaded needs a moment to be put into the page, in milliseconds. */
const MOMENT = 300;
/** At most one look over the whole document in this many milliseconds. */
const PAUSE = 1500;
/** Custom elements whose size is followed; more than this and the other signs must do. */
const MOST_FOLLOWED = 2000;

/** Composed, so that they reach the document from inside a closed root, with the host as target. */
const TOUCHES = ['pointerover', 'focusin', 'pointerdown'] as const;

export interface KnownMedia {
  /** A video we follow plays this address. */
  plays(url: string): boolean;
  /** A video we follow plays a stream, whose pieces could be these. */
  streams(): boolean;
}

/** Pieces of a stream: by the type that Chrome tells, else by name. */
const isPiece = ({ name, contentType }: PerformanceResourceTiming & { contentType?: string }): boolean =>
  /^(video|audio)\//.test(contentType ?? '') || /\.(m4s|mp4|webm|ts|m3u8|mpd)(\?|$)/.test(name);

const isPlayer = ({ initiatorType }: PerformanceResourceTiming): boolean =>
  initiatorType === 'video' || initiatorType === 'audio';

/**
 * Notices shadow roots that are attached to elements already in the page: no mutation tells of them.
 * Signs that stand in for one: a custom element changes its size, the pointer or focus enters the host,
 * the document grows, a media file that belongs to no known video is loaded, the page navigates within
 * itself or has loaded. No polling, no hook in the page.
 */
export class LateRoots {
  readonly #sizes: ResizeObserver;
  readonly #met = new WeakSet<HTMLElement>();
  #followed = 0;
  #last = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    document: Document,
    private readonly tree: () => TreeWatch,
    known: KnownMedia,
    private readonly signal: AbortSignal,
  ) {
    this.#sizes = new ResizeObserver((entries) => this.#resized(entries, document));
    this.#sizes.observe(document.documentElement);
    const again = () => this.#request();
    const view = document.defaultView;
    view?.addEventListener('load', again, { signal });
    view?.addEventListener('popstate', again, { signal });
    const navigation = (view as (Window & { navigation?: EventTarget }) | null)?.navigation;
    navigation?.addEventListener('navigatesuccess', again, { signal });
    this.#hearMedia(known);
    signal.addEventListener('abort', () => {
      this.#sizes.disconnect();
      clearTimeout(this.#timer);
    });
  }

  /** Listens for touches that come out of closed roots nobody knows of yet. */
  hear(root: Root): void {
    const touched = (event: Event) => event.target instanceof Element && this.tree().look(event.target);
    const options = { signal: this.signal, passive: true, capture: true };
    for (const type of TOUCHES) root.addEventListener(type, touched, options);
  }

  follow(element: HTMLElement): void {
    if (this.#followed >= MOST_FOLLOWED || this.#met.has(element) || this.signal.aborted) return;
    this.#met.add(element);
    this.#followed++;
    this.#sizes.observe(element);
  }

  #resized(entries: ResizeObserverEntry[], document: Document): void {
    for (const { target } of entries) {
      if (target === document.documentElement) this.#request();
      else if (!target.isConnected || this.tree().look(target)) {
        this.#sizes.unobserve(target);
        this.#followed--;
      }
    }
  }

  #hearMedia(known: KnownMedia): void {
    const isForeign = (entry: PerformanceResourceTiming): boolean =>
      isPlayer(entry) ? !known.plays(entry.name) : isPiece(entry) && !known.streams();
    const observer = new PerformanceObserver((list) => {
      if ((list.getEntries() as PerformanceResourceTiming[]).some(isForeign)) this.#request();
    });
    observer.observe({ type: 'resource' });
    this.signal.addEventListener('abort', () => observer.disconnect());
  }

  #request(): void {
    if (this.#timer !== undefined || this.signal.aborted) return;
    const wait = Math.max(MOMENT, this.#last + PAUSE - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#last = performance.now();
      this.tree().rescan();
    }, wait);
  }
}
