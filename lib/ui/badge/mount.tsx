import { render } from 'preact';
import type { Mode } from '../../storage/settings';
import { CARD_CSS } from '../card/card-css';
import { BADGE_CSS } from './badge-css';
import type { BadgeState } from './badge-state';
import { BadgeView, nameOf } from './badge-view';
import { keepInside, onOutside } from './boundary';
import { adoptStyles } from './styles';

export interface ViewContext {
  /** Asked each time, since the viewer may change it. */
  mode(): Mode;
  onCheck(): void;
  /** The viewer asks for the original file. */
  onSeek(): void;
}

/** A badge that has been mounted; everything it shows lives in the closed root it was given. */
export interface MountedBadge {
  show(state: BadgeState): void;
  /** It is about to stand somewhere else on its video. */
  moves(): void;
  /** The viewer has its card open or the focus on it. */
  isBusy(): boolean;
  /** Styles it again, in another document. */
  restyle(): void;
  /** Draws attention to the badge once. */
  flash(): void;
  /** Accessible name. */
  name(): string;
  /** Box of the button, viewport pixels. */
  box(): DOMRect;
  /** Box of what is seen of it and takes clicks: the narrower of the button and its target. */
  target(): DOMRect;
}

/** Shows the badge in `root`; gone, with its listeners, when `signal` aborts. */
export function mountBadge(
  root: ShadowRoot,
  initial: BadgeState,
  context: ViewContext,
  signal: AbortSignal,
): MountedBadge {
  let state = initial;
  let opened: AbortController | null = null;
  let edition = 0;
  let berth = 0;
  const restyle = () => adoptStyles(root, BADGE_CSS + CARD_CSS);
  restyle();
  const frame = root.appendChild(root.ownerDocument.createElement('div'));
  frame.className = 'frame';
  const isBusy = () => opened !== null || root.activeElement !== null;
  const button = () => frame.querySelector<HTMLElement>('.badge');

  const draw = () =>
    render(
      <BadgeView
        state={state}
        mode={context.mode()}
        open={opened !== null}
        edition={edition}
        berth={berth}
        onToggle={toggle}
        onCheck={context.onCheck}
        onSeek={context.onSeek}
      />,
      frame,
    );

  function toggle(open: boolean, keepFocus = false): void {
    opened?.abort();
    opened = open ? new AbortController() : null;
    if (opened) onOutside(root, () => toggle(false, true), opened.signal);
    draw();
    if (!open && !keepFocus) button()?.focus({ preventScroll: true });
  }

  keepInside(root, () => opened !== null && toggle(false), signal);
  signal.addEventListener('abort', () => {
    opened?.abort();
    render(null, frame);
  });
  draw();

  return {
    restyle,
    show(next) {
      // A wider label moves the start of the badge. A new element has not moved, so the page's own measure of
      // layout shift stays at nought; under the viewer's hands the button stays the same.
      if (!isBusy() && nameOf(next) !== nameOf(state)) edition++;
      state = next;
      draw();
    },
    moves() {
      // For the same reason all of it is made anew.
      berth++;
      draw();
    },
    isBusy,
    flash() {
      const badge = button();
      badge?.classList.remove('flash');
      void badge?.offsetWidth;
      badge?.classList.add('flash');
    },
    name: () => nameOf(state),
    box: () => button()?.getBoundingClientRect() ?? new DOMRect(),
    target() {
      const [box, hit] = [button(), frame.querySelector('.hit')].map((one) => one?.getBoundingClientRect());
      if (!box || !hit) return new DOMRect();
      return box.width < hit.width ? box : hit;
    },
  };
}
