/** What lies over a badge for a while only, and should: dialogs, menus, sheets. */
const PASSING = 'dialog[open], [popover]:popover-open, [aria-modal="true"], [role="dialog"], [role="menu"]';

export type Cover = 'free' | 'covered' | 'unknown';

/**
 * Whether a click at (x, y), viewport pixels, would reach `host`.
 * `unknown` outside the window, and where something lies over it that will go again.
 */
export function coverAt(host: Element, x: number, y: number): Cover {
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return 'unknown';
  const root = host.getRootNode() as Document | ShadowRoot;
  const top = root.elementFromPoint(x, y);
  if (top === host) return 'free';
  // Beside a video in fullscreen everything else is seen, but inert.
  if (top === null || top === root.fullscreenElement || top.closest(PASSING)) return 'unknown';
  return isPinned(top, host) ? 'unknown' : 'covered';
}

/** Sticky headers and bars pass over everything as the page scrolls. */
function isPinned(element: Element, host: Element): boolean {
  for (let at: Element | null = element; at && !at.contains(host); at = at.parentElement) {
    const { position } = getComputedStyle(at);
    if (position === 'fixed' || position === 'sticky') return true;
  }
  return false;
}
