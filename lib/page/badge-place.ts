import { type Box, flowStyle, hiddenStyle, insideStyle, topLayerStyle } from './badge-style';
import { flowPosition } from './flow-place';
import { shadowRootOf } from './shadow-root';
import type { Spot } from './spot';

/**
 * Where a badge goes: `inside` a positioned element that moves with the video, in the `flow` of a static one, in
 * the `top-layer` (tied to the video by CSS anchor positioning) where neither will do, or `nowhere` while the
 * video has no box.
 */
export interface Place {
  mode: 'inside' | 'flow' | 'top-layer' | 'nowhere';
  container: Element | ShadowRoot;
  /** The element whose size tells when the numbers of `style` are to be read anew; null where there are none. */
  base: Element | null;
  style: string;
  /** The numbers can only be read once the host stands there. */
  provisional?: true;
}

/** What is known against the usual place. */
export interface Objections {
  /** An element of the page that takes the clicks there. */
  cover: Element | null;
  /** The place above that cover is covered too. */
  coveredAgain: boolean;
  /** A child more in there makes the page lay itself out differently. */
  disturbs: boolean;
}

type Container = Element | ShadowRoot;

export const hasAnchors = () => CSS.supports('top: anchor(top)') && 'showPopover' in HTMLElement.prototype;

/** A child added here would not be rendered (it has no slot), or would get no clicks (inside a button). */
const isUnsuited = (parent: Container): boolean =>
  parent instanceof Element &&
  (shadowRootOf(parent) !== null || parent.closest('button, object, audio') !== null);

export function suitedParent(video: HTMLMediaElement): Container {
  let container = video.parentNode as Container;
  while (isUnsuited(container)) {
    const next = container.parentNode;
    if (!(next instanceof Element || next instanceof ShadowRoot)) break;
    container = next;
  }
  return container;
}

/** `offsetParent` also names elements that are static (CSSOM View), and these hold nothing in place. */
const isPositioned = (element: Element): boolean => getComputedStyle(element).position !== 'static';

/** Hardly larger than the video: what moves the video within it changes its size too. */
const isTight = ({ clientWidth, clientHeight }: Element, video: HTMLMediaElement): boolean =>
  clientWidth * clientHeight <= 3 * video.offsetWidth * video.offsetHeight;

/** Whether `video` alone is in fullscreen, where its siblings are not shown. */
const isFullscreen = (video: HTMLMediaElement): boolean =>
  (video.getRootNode() as Document | ShadowRoot).fullscreenElement === video;

const inside = (container: Container, base: Element, box: Box, z: number | null, spot: Spot): Place => ({
  mode: 'inside',
  container,
  base,
  style: insideStyle(box, base.clientWidth, z, spot),
});

function besideVideo(video: HTMLMediaElement, container: Container, spot: Spot): Place | null {
  const { offsetParent: base, offsetLeft: left, offsetTop: top, offsetWidth: width } = video;
  if (container !== video.parentNode || !base || !isPositioned(base)) return null;
  const holder = container instanceof ShadowRoot ? container.host : container;
  // What is itself absolute counts from there as well.
  const moves = base !== holder && getComputedStyle(video).position !== 'absolute';
  if (moves && !isTight(base, video)) return null;
  return inside(container, base, { left, top, width }, null, spot);
}

/** Kept by the layout at a constant distance from the video, which is read once `host` stands there. */
function inFlow(
  video: HTMLMediaElement,
  container: Container,
  host: Element,
  cover: Element | null,
  spot: Spot,
): Place | null {
  const position = flowPosition(video, container);
  if (position === null) return null;
  const base = container instanceof ShadowRoot ? container.host : container;
  const z = cover ? heightOver(cover, base) : null;
  const width = video.offsetWidth;
  const place = { mode: 'flow', container, base } as const;
  const now = getComputedStyle(host);
  if (host.parentNode !== container || now.display === 'none' || now.position !== position)
    return { ...place, style: flowStyle(position, { left: 0, top: 0, width }, z, spot), provisional: true };
  const [point, box] = [host.getBoundingClientRect(), video.getBoundingClientRect()];
  const scale = box.width / width;
  const offset = (pixels: number): number => Math.round((pixels / scale) * 4) / 4;
  const [left, top] = [offset(box.left - point.left), offset(box.top - point.top)];
  return { ...place, style: flowStyle(position, { left, top, width }, z, spot) };
}

/** One above whatever lifts `cover` within `base`. */
function heightOver(cover: Element, base: Element): number {
  let highest = 0;
  for (let at: Element | null = cover; at && at !== base; at = at.parentElement)
    highest = Math.max(highest, Number.parseInt(getComputedStyle(at).zIndex, 10) || 0);
  return Math.min(highest + 1, 2 ** 31 - 1);
}

/** In the innermost element that holds both the video and what covers it, so that the badge is painted last. */
function aboveCover(video: HTMLMediaElement, cover: Element, spot: Spot): Place | null {
  let base = video.parentElement;
  while (base && !base.contains(cover)) base = base.parentElement;
  if (!base || isUnsuited(base) || !isPositioned(base) || !isTight(base, video)) return null;
  const [outer, inner] = [base.getBoundingClientRect(), video.getBoundingClientRect()];
  const box = {
    left: inner.left - outer.left - base.clientLeft + base.scrollLeft,
    top: inner.top - outer.top - base.clientTop + base.scrollTop,
    width: video.offsetWidth,
  };
  return inside(base, base, box, heightOver(cover, base), spot);
}

/** Reads from the page where the badge of a connected `video` has to go; `host` is where it was put before. */
export function placeOf(video: HTMLMediaElement, host: Element, objections: Objections, spot: Spot): Place {
  const { cover, coveredAgain, disturbs } = objections;
  const container = suitedParent(video);
  if (video.offsetWidth === 0 || video.offsetHeight === 0)
    return { mode: 'nowhere', container, base: null, style: hiddenStyle };
  if (!isFullscreen(video) && !coveredAgain && !disturbs) {
    const place =
      (cover ? aboveCover(video, cover, spot) : besideVideo(video, container, spot)) ??
      inFlow(video, container, host, cover, spot);
    if (place) return place;
  }
  if (hasAnchors()) {
    const root = video.getRootNode();
    const far = root instanceof ShadowRoot ? root : (video.ownerDocument.body ?? container);
    return {
      mode: 'top-layer',
      container: disturbs ? far : container,
      base: null,
      style: topLayerStyle(spot, isFullscreen(video)),
    };
  }
  const { offsetLeft: left, offsetTop: top, offsetWidth: width } = video;
  return inside(
    container,
    video.offsetParent ?? video.ownerDocument.documentElement,
    { left, top, width },
    null,
    spot,
  );
}
