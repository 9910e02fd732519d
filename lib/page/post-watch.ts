import type { EnginePort } from './engine-port';
import { isVideo } from './medium';
import { badgeCorner } from './sites/badge-corner';
import { originalOf } from './sites/original-of';
import { postOf } from './sites/post-of';
import type { BadgePreference, Post, PostRule, Site } from './sites/site';
import { siteOf } from './sites/site-of';
import { watchLabel } from './sites/watch-label';
import type { TrackedVideo } from './tracked-video';

/**
 * Follows which post each video stands in, what the platform says of it and where its original may be, and tells the
 * engine's side.
 */
export class PostWatch {
  readonly #rules = new WeakMap<TrackedVideo, PostRule>();
  readonly #watches = new WeakMap<TrackedVideo, AbortController>();
  /** What was last told of each original, as text. */
  readonly #originals = new WeakMap<TrackedVideo, string>();

  constructor(
    private readonly document: Document,
    private readonly port: EnginePort,
  ) {}

  /** Begins anew, since an announcement of the video leaves nothing of what was said before. */
  begin(tracked: TrackedVideo): void {
    this.#watches.get(tracked)?.abort();
    this.#watches.delete(tracked);
    this.#rules.delete(tracked);
    this.#originals.delete(tracked);
    this.retry(tracked);
  }

  /**
   * Begins where no post was recognised so far: pages draw a post piece by piece.
   * @returns whether one is now
   */
  retry(tracked: TrackedVideo): boolean {
    const { id, video, over, news, near } = tracked;
    if (!news.open || !near || !isVideo(video) || this.#watches.has(tracked)) return false;
    const post = postOf(video, this.#site());
    if (!post) return false;
    this.#rules.set(tracked, post.rule);
    const watch = new AbortController();
    this.#watches.set(tracked, watch);
    watchLabel(
      post,
      ({ post: now, known, label }) => {
        if (!news.open) return;
        this.#tellOriginal(tracked, now);
        if (!now) return this.port.post(id, null);
        const { site, postId, permalink, author } = now;
        this.port.post(id, { platform: site.name, known, label, postId, permalink, author });
      },
      AbortSignal.any([watch.signal, over.signal]),
    );
    return true;
  }

  /** Where the badge of this video may sit: by its site, and by the layout of its post where that is known. */
  preferenceOf(tracked: TrackedVideo): BadgePreference {
    const direction = getComputedStyle(tracked.video).direction === 'rtl' ? 'rtl' : 'ltr';
    return badgeCorner(this.#site(), this.#rules.get(tracked) ?? null, direction);
  }

  #site(): Site {
    return siteOf(this.document.location, this.document);
  }

  #tellOriginal(tracked: TrackedVideo, post: Post | null): void {
    const { document } = this;
    const facts = post && { video: post.video, post, document, page: new URL(document.URL) };
    const original = facts && originalOf(facts, facts.post.site);
    const told = this.#originals.get(tracked) ?? 'null';
    const now = JSON.stringify(original);
    if (now === told) return;
    this.#originals.set(tracked, now);
    this.port.original(tracked.id, original);
  }
}
