/** What lies over a badge for a while only, and should: dialogs, menus, sheets. */
const PASSING = 'dialog[open], [popover]:popover-open, [aria-modal="true"], [role="dialog"], [role="menu"]';
/** A layer over this part of the window is a lightbox or the like: all of the page is behind it. */
const LAYER_SHARE = 0.6;

const isInWindow = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;

/** The outermost part of what `element` belongs to that keeps its place while the page scrolls, without `inner`. */
function pinned(element: Element, inner: Element): Element | null {
  let found: Element | null = null;
  for (let at: Element | null = element; at && !at.contains(inner); at = at.parentElement) {
    const { position } = getComputedStyle(at);
    if (position === 'fixed' || position === 'sticky') found = at;
  }
  return found;
}

/**
 * What takes a click at (x, y), viewport pixels, instead of `host`. Null where nothing does, outside the
 * window, and where something lies over it that will go again.
 */
export function coverAt(host: Element, x: number, y: number): Element | null {
  if (!isInWindow(x, y)) return null;
  const root = host.getRootNode() as Document | ShadowRoot;
  const top = root.elementFromPoint(x, y);
  // Beside a video in fullscreen everything else is seen, but inert.
  if (top === null || top === host || top === root.fullscreenElement || top.closest(PASSING)) return null;
  return pinned(top, host) === null ? top : null;
}

/** Whether a layer of the page, a lightbox perhaps, hides the middle of `video`: its badge would float above. */
export function isVeiled(video: HTMLMediaElement, isOwn: (node: Node) => boolean): boolean {
  const { left, right, top, bottom } = video.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  if (!isInWindow(x, y)) return false;
  const above = video.ownerDocument.elementFromPoint(x, y);
  if (above === null || above === video || isOwn(above)) return false;
  const layer = pinned(above, outermost(video))?.getBoundingClientRect();
  return layer !== undefined && layer.width * layer.height >= LAYER_SHARE * innerWidth * innerHeight;
}

/** The element of the document in which, through however many roots, `element` stands. */
function outermost(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? outermost(root.host) : element;
}
