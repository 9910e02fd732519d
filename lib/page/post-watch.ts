import type { EnginePort } from './engine-port';
import { isVideo } from './medium';
import { postOf } from './sites/post-of';
import { siteOf } from './sites/site-of';
import { watchLabel } from './sites/watch-label';
import type { TrackedVideo } from './tracked-video';

/** Follows which post each video stands in and what the platform says of it, and tells the engine's side. */
export class PostWatch {
  readonly #watches = new WeakMap<TrackedVideo, AbortController>();

  constructor(
    private readonly document: Document,
    private readonly port: EnginePort,
  ) {}

  /** Begins anew, since an announcement of the video leaves nothing of what was said before. */
  begin(tracked: TrackedVideo): void {
    this.#watches.get(tracked)?.abort();
    this.#watches.delete(tracked);
    this.retry(tracked);
  }

  /** Begins where no post was recognised so far: pages draw a post piece by piece. */
  retry(tracked: TrackedVideo): void {
    const { id, video, over, news, near } = tracked;
    if (!news.open || !near || !isVideo(video) || this.#watches.has(tracked)) return;
    const post = postOf(video, siteOf(this.document.location, this.document));
    if (!post) return;
    const watch = new AbortController();
    this.#watches.set(tracked, watch);
    watchLabel(
      post,
      ({ post: now, known, label }) => {
        if (!news.open) return;
        if (!now) return this.port.post(id, null);
        const { site, postId, permalink, author } = now;
        this.port.post(id, { platform: site.name, known, label, postId, permalink, author });
      },
      AbortSignal.any([watch.signal, over.signal]),
    );
  }
}
