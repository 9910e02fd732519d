import { isMedia } from './medium';
import { shadowRootOf } from './shadow-root';
import { parentOf } from './sites/tree';
import type { Area } from './spot';

/** Something larger than this part of the video is a layer over it; smaller than these pixels, nothing to be read. */
const LAYER_SHARE = 0.3;
const SMALLEST = 8;
/** What belongs to a player is hardly larger than its video. */
const TIGHT = 3;
const MOST_LEVELS = 10;
/** Elements looked at for one video. */
const MOST_ELEMENTS = 300;
/** Badges stand in the upper part of a video (spot.ts). */
const UPPER = 0.65;

const CONTENT =
  'img, svg, canvas, button, input, select, textarea, progress, meter, a[href], [role], [aria-label]';
const WITHOUT_BOX = /^(script|style|template|source|track|link|meta|slot)$/;
const CLEAR = 'rgba(0, 0, 0, 0)';

export interface Surroundings {
  /** The outermost element that belongs to the player of this video. */
  holder: Element | null;
  taken: Area[];
  /** What stands there, and what would if it were displayed. */
  watched: Element[];
}

const holdsOther = (element: Element, video: Element): boolean => {
  for (const one of element.querySelectorAll('video')) if (one !== video) return true;
  return false;
};

function holderOf(video: HTMLMediaElement, { width, height }: DOMRect): Element | null {
  let holder: Element | null = null;
  let at = parentOf(video);
  for (let level = 0; at && level < MOST_LEVELS; level++, at = parentOf(at)) {
    if (at === at.ownerDocument.body || at === at.ownerDocument.documentElement) break;
    const box = at.getBoundingClientRect();
    if (box.width * box.height > TIGHT * width * height || holdsOther(at, video)) break;
    holder = at;
  }
  return holder;
}

function* within(root: Element | ShadowRoot, isOwn: (node: Node) => boolean): Generator<Element> {
  const inner = root instanceof ShadowRoot ? null : shadowRootOf(root);
  if (inner) yield* within(inner, isOwn);
  for (const child of root.children) {
    if (isMedia(child) || isOwn(child)) continue;
    if (!WITHOUT_BOX.test(child.localName)) yield child;
    if (child.localName !== 'svg') yield* within(child, isOwn);
  }
}

const hasText = (element: Element): boolean => {
  for (const node of element.childNodes)
    if (node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()) return true;
  return false;
};

/** Words, pictures and controls; and what has a ground of its own. A gradient alone only darkens the video. */
const isContent = (element: Element): boolean =>
  element.matches(CONTENT) || hasText(element) || getComputedStyle(element).backgroundColor !== CLEAR;

/**
 * What of the page stands over the upper part of `video`: controls, chips, labels, captions, whether the pointer finds
 * them or not, and also while they are transparent, since controls come and go. Reads boxes, styles only of the few
 * that lie there.
 */
export function surroundingsOf(video: HTMLMediaElement, isOwn: (node: Node) => boolean): Surroundings {
  const box = video.getBoundingClientRect();
  const found: Surroundings = { holder: holderOf(video, box), taken: [], watched: [] };
  if (!found.holder || box.width === 0) return found;
  const scale = box.width / (video.offsetWidth || box.width);
  const lowest = box.top + box.height * UPPER;
  let count = 0;
  for (const element of within(found.holder, isOwn)) {
    if (++count > MOST_ELEMENTS) break;
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    if (width === 0 && height === 0) {
      if (element.matches(CONTENT) || hasText(element)) found.watched.push(element);
      continue;
    }
    if (left >= box.right || right <= box.left || top >= lowest || bottom <= box.top) continue;
    if (width < SMALLEST || height < SMALLEST) continue;
    if (width * height > LAYER_SHARE * box.width * box.height || !isContent(element)) continue;
    found.watched.push(element);
    found.taken.push({
      left: (left - box.left) / scale,
      top: (top - box.top) / scale,
      right: (right - box.left) / scale,
      bottom: (bottom - box.top) / scale,
    });
  }
  return found;
}
