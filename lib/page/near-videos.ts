import { parentOf } from './sites/tree';
import type { TrackedVideo } from './tracked-video';

/** Levels from a change to the player that it happened in. */
const MOST_LEVELS = 10;

const elementOf = (node: Node): Element | null =>
  node instanceof ShadowRoot ? node.host : node instanceof Element ? node : null;

/** Which player belongs to which video, to tell what changed over it. */
export class NearVideos {
  readonly #byHolder = new WeakMap<Element, TrackedVideo>();

  /** What belongs to the player of this video is known. */
  note(tracked: TrackedVideo): void {
    const holder = tracked.badge?.surroundings.holder;
    if (holder) this.#byHolder.set(holder, tracked);
  }

  /** The videos in whose players children of these nodes came or went. */
  touchedBy(parents: Iterable<Node>): Set<TrackedVideo> {
    const touched = new Set<TrackedVideo>();
    for (const parent of parents) {
      let at = elementOf(parent);
      for (let level = 0; at && level < MOST_LEVELS; level++, at = parentOf(at)) {
        const tracked = this.#byHolder.get(at);
        if (!tracked) continue;
        if (tracked.badge && !tracked.over.signal.aborted) touched.add(tracked);
        break;
      }
    }
    return touched;
  }
}
