import { hiddenStyle, insideStyle, topLayerStyle } from './badge-style';
import { shadowRootOf } from './shadow-root';

/**
 * Where a badge goes: `inside` the video's positioned parent, in the `top-layer` (tied to the video by CSS
 * anchor positioning) where that cannot be, or `nowhere` while the video has no box.
 */
export interface Place {
  mode: 'inside' | 'top-layer' | 'nowhere';
  container: Element | ShadowRoot;
  style: string;
}

const ANCHORS = () => CSS.supports('top: anchor(top)') && 'showPopover' in HTMLElement.prototype;

const holderOf = (container: Element | ShadowRoot): Element =>
  container instanceof ShadowRoot ? container.host : container;

/** A child added here would not be rendered (it has no slot), or would get no clicks (inside a button). */
const isUnsuited = (parent: Element | ShadowRoot): boolean =>
  parent instanceof Element &&
  (shadowRootOf(parent) !== null || parent.closest('button, object, audio') !== null);

function containerOf(video: HTMLVideoElement): { container: Element | ShadowRoot; climbed: boolean } {
  let container = video.parentNode as Element | ShadowRoot;
  let climbed = false;
  while (isUnsuited(container)) {
    const next = container.parentNode;
    if (!(next instanceof Element || next instanceof ShadowRoot)) break;
    container = next;
    climbed = true;
  }
  return { container, climbed };
}

/** `offsetParent` also names these where they are static (CSSOM View), and then they hold nothing in place. */
const isStatic = (holder: Element): boolean =>
  ['body', 'td', 'th', 'table'].includes(holder.localName) && getComputedStyle(holder).position === 'static';

/** Whether `video` alone is in fullscreen, where its siblings are not shown. */
const isFullscreen = (video: HTMLVideoElement): boolean =>
  (video.getRootNode() as Document | ShadowRoot).fullscreenElement === video;

/**
 * Reads from the page where the badge of a connected `video` has to go.
 * @param raise clicks inside the parent are known to be covered
 */
export function placeOf(video: HTMLVideoElement, raise: boolean): Place {
  const { container, climbed } = containerOf(video);
  if (video.offsetWidth === 0 || video.offsetHeight === 0)
    return { mode: 'nowhere', container, style: hiddenStyle };
  const holder = holderOf(container);
  const unplaced =
    climbed || raise || video.offsetParent !== holder || isStatic(holder) || isFullscreen(video);
  if (unplaced && ANCHORS()) return { mode: 'top-layer', container, style: topLayerStyle };
  const box = { left: video.offsetLeft, top: video.offsetTop, width: video.offsetWidth };
  return { mode: 'inside', container, style: insideStyle(box, holder.clientWidth) };
}
