import type { Root, TreeWatch } from './tree-watch';

/** At most one look over the whole document in this many milliseconds. */
const PAUSE = 1500;
/** Custom elements whose size is followed; more than this and the other signs must do. */
const MOST_FOLLOWED = 2000;

/** Composed, so that they reach the document from inside a closed root, with the host as target. */
const TOUCHES = ['pointerover', 'focusin', 'pointerdown'] as const;

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
    knowsMedia: (url: string) => boolean,
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
    this.#hearMedia(knowsMedia);
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

  #hearMedia(knowsMedia: (url: string) => boolean): void {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceResourceTiming[])
        if (entry.initiatorType === 'video' && !knowsMedia(entry.name)) return this.#request();
    });
    observer.observe({ type: 'resource' });
    this.signal.addEventListener('abort', () => observer.disconnect());
  }

  #request(): void {
    if (this.#timer !== undefined || this.signal.aborted) return;
    const wait = Math.max(0, this.#last + PAUSE - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#last = performance.now();
      this.tree().rescan();
    }, wait);
  }
}
