/** What happens inside is none of the page's business: no click on the badge plays or pauses a video. */
const KEPT = [
  ...['click', 'dblclick', 'auxclick', 'contextmenu', 'mousedown', 'mouseup', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'keydown', 'keyup', 'keypress'],
];
const LEAVING = ['pointerdown', 'keydown'];

const isEscape = (event: Event): boolean => event instanceof KeyboardEvent && event.key === 'Escape';

/** Events that began inside one of our roots. */
const inside = new WeakSet<Event>();

/** Keeps what happens in `root` from the page; Escape in it calls `onEscape`. */
export function keepInside(root: ShadowRoot, onEscape: () => void, signal: AbortSignal): void {
  for (const type of KEPT) root.addEventListener(type, (event) => event.stopPropagation(), { signal });
  for (const type of LEAVING)
    root.addEventListener(type, (event) => inside.add(event), { capture: true, passive: true, signal });
  root.addEventListener('keydown', (event) => isEscape(event) && onEscape(), { signal });
  // A link or label around the video must not take the click for its own.
  root.addEventListener('click', (event) => event.preventDefault(), { signal });
}

/** Calls `leave` when the viewer (no script) presses Escape, or the pointer anywhere outside of `root`. */
export function onOutside(root: ShadowRoot, leave: () => void, signal: AbortSignal): void {
  const judge = (event: Event) => {
    if (!event.isTrusted || (event.type === 'keydown' && !isEscape(event))) return;
    // Heard on the way down; whether it was meant for us is known once it has arrived.
    setTimeout(() => !inside.has(event) && !signal.aborted && leave());
  };
  for (const type of LEAVING)
    root.ownerDocument.addEventListener(type, judge, { capture: true, passive: true, signal });
}
