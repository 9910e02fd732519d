import { type LabelReading, readLabel } from './label-of';
import { postOf } from './post-of';
import type { Post, Site } from './site';

/** Milliseconds from a change in the post to the next look; the changes in between share it. */
const QUIET = 200;
/**
 * Milliseconds for which a label that stood there already under another post's id is not believed of this one:
 * pages change the id and the words one after the other.
 */
const STALE = 1500;

export interface LabelNews extends Pick<LabelReading, 'label' | 'known'> {
  /** Null while the video stands in no post that is known. */
  post: Post | null;
}

export interface LabelWatchTimes {
  quiet?: number;
  stale?: number;
}

/**
 * Tells the label of the post that a video stands in, now and whenever it changes, until `signal` aborts.
 *
 * Labels arrive late and nodes are used again for other posts: what is told belongs to the id in `post`, and
 * when the video comes to stand in another post, that one is told from its beginning. Of the page only the post
 * element is observed, and not even that where the platform prints no labels: there a new source of the video or
 * a new address of the page tells of another post.
 */
export function watchLabel(
  post: Post,
  listener: (news: LabelNews) => void,
  signal: AbortSignal,
  times: LabelWatchTimes = {},
): void {
  if (signal.aborted) return;
  new LabelWatch(post, listener, signal, { quiet: QUIET, stale: STALE, ...times }).begin();
}

const OBSERVED: MutationObserverInit = {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: [
    ...['href', 'id', 'aria-label', 'hidden', 'video-id', 'is-active', 'data-id', 'data-video-id'],
    ...['data-e2e-vid', 'data-cinema-mode-snap-row', 'data-post-id'],
  ],
};

const NOTHING: LabelReading = { label: null, known: false, node: null };

class LabelWatch {
  readonly #observer = new MutationObserver(() => this.#plan(this.#times.quiet));
  readonly #listener: (news: LabelNews) => void;
  readonly #signal: AbortSignal;
  readonly #times: Required<LabelWatchTimes>;
  readonly #video: HTMLVideoElement;
  readonly #site: Site;
  #post: Post | null;
  /** The last label that was read from a node of this post. */
  #last = NOTHING;
  /** The last post's label, and until when it is not believed of the post that is there now. */
  #left: { reading: LabelReading; until: number } | null = null;
  #told = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Number.POSITIVE_INFINITY;

  constructor(
    post: Post,
    listener: (news: LabelNews) => void,
    signal: AbortSignal,
    times: Required<LabelWatchTimes>,
  ) {
    this.#post = post;
    this.#video = post.video;
    this.#site = post.site;
    this.#listener = listener;
    this.#signal = signal;
    this.#times = times;
  }

  begin(): void {
    const signal = this.#signal;
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      clearTimeout(this.#timer);
    });
    const again = () => this.#plan(this.#times.quiet);
    this.#video.addEventListener('loadstart', again, { signal });
    const view = this.#video.ownerDocument.defaultView;
    // Many pages change their address without loading, and what they show only a little later.
    view?.navigation?.addEventListener('currententrychange', again, { signal });
    view?.addEventListener('popstate', again, { signal });
    this.#observe(this.#post?.element);
    this.#look();
  }

  #observe(place: Element | null | undefined): void {
    this.#observer.disconnect();
    if (place && this.#site.labels !== null) this.#observer.observe(place, OBSERVED);
  }

  #plan(wait: number): void {
    const due = performance.now() + wait;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#due = Number.POSITIVE_INFINITY;
      this.#look();
    }, wait);
  }

  #look(): void {
    if (this.#signal.aborted) return;
    this.#move(this.#video.isConnected ? postOf(this.#video, this.#site) : null);
    const reading = this.#post ? this.#believed(readLabel(this.#post)) : NOTHING;
    if (reading.node) this.#last = reading;
    this.#tell(reading);
  }

  #move(now: Post | null): void {
    const before = this.#post;
    this.#post = now;
    if (now?.element === before?.element && now?.postId === before?.postId) return;
    if (this.#last.node) this.#left = { reading: this.#last, until: performance.now() + this.#times.stale };
    this.#last = NOTHING;
    if (now?.element === before?.element) return;
    this.#observe(now?.element ?? this.#video.parentElement);
  }

  #believed(reading: LabelReading): LabelReading {
    const left = this.#left;
    if (!left || reading.node !== left.reading.node || reading.label?.text !== left.reading.label?.text)
      return reading;
    const rest = left.until - performance.now();
    if (rest <= 0) return reading;
    this.#plan(rest);
    return NOTHING;
  }

  #tell({ label, known }: LabelReading): void {
    const post = this.#post;
    const line = JSON.stringify([post?.postId, post?.permalink, label, known]);
    if (line === this.#told) return;
    this.#told = line;
    this.#listener({ post, label, known });
  }
}
