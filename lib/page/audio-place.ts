import { hasAnchors, type Place, suitedParent } from './badge-place';
import { hiddenStyle, hostStyle } from './badge-style';

/** Room in CSS pixels that a badge with its words wants beside a player, and the height of its strip. */
const ROOM = 220;
const STRIP = 42;
/** A strip narrower than this shows the icon alone (badge-css.ts), so that it covers next to nothing. */
const ICON = 44;

export type Side = 'after' | 'above' | 'below' | 'icon-above';

type Rectangle = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

/** The stretch beside a player of sound that a badge would take, viewport pixels. */
export function stretchOf(side: Side, { left, top, width, height }: Rectangle): Rectangle {
  const wide = Math.max(ROOM, width);
  switch (side) {
    case 'after':
      return { left: left + width, top: top + (height - STRIP) / 2, width: ROOM, height: STRIP };
    case 'above':
      return { left, top: top - STRIP, width: wide, height: STRIP };
    case 'below':
      return { left, top: top + height, width: wide, height: STRIP };
    case 'icon-above':
      return { left: left + width - ICON, top: top - STRIP, width: ICON, height: STRIP };
  }
}

/** Points that tell whether something else of the page stands there: a badge's words begin at the left. */
const pointsOf = ({ left, top, width, height }: Rectangle): [number, number][] =>
  [0.06, 0.3, 0.55, 0.8].flatMap((share): [number, number][] =>
    [0.25, 0.75].map((row) => [left + width * share, top + height * row]),
  );

/**
 * Beside the player where nothing else is, else above or below it; never over its controls. Where all of that is
 * taken, the icon alone above its end.
 * @param isFree whether a badge may stand at a point of the viewport
 */
export function sideOf(box: Rectangle, isFree: (x: number, y: number) => boolean): Side {
  for (const side of ['after', 'above', 'below'] as const)
    if (pointsOf(stretchOf(side, box)).every(([x, y]) => isFree(x, y))) return side;
  return 'icon-above';
}

/** Anchored to the player in the top layer: no number in it can go stale while the page scrolls. */
const ANCHORED: Record<Side, { inset: string; width: string; align: string }> = {
  after: {
    inset: `calc(anchor(center) - ${STRIP / 2}px) auto auto anchor(right)`,
    width: `${ROOM}px`,
    align: 'left',
  },
  above: {
    inset: 'auto auto anchor(top) anchor(left)',
    width: `max(${ROOM}px, anchor-size(width))`,
    align: 'left',
  },
  below: {
    inset: 'anchor(bottom) auto auto anchor(left)',
    width: `max(${ROOM}px, anchor-size(width))`,
    align: 'left',
  },
  'icon-above': { inset: 'auto anchor(right) anchor(top) auto', width: `${ICON}px`, align: 'right' },
};

/** Reads from the page where the badge of a player of sound has to go. */
export function audioPlace(audio: HTMLMediaElement, isOwn: (node: Node) => boolean): Place {
  const container = suitedParent(audio);
  if (audio.offsetWidth === 0 || audio.offsetHeight === 0)
    return { mode: 'nowhere', container, base: null, style: hiddenStyle };
  const box = audio.getBoundingClientRect();
  const side = sideOf(box, (x, y) => isFree(audio, x, y, isOwn));
  if (hasAnchors()) {
    const style = hostStyle({ display: 'block', ...ANCHORED[side], position: 'fixed' });
    return { mode: 'top-layer', container, base: null, style };
  }
  const base = audio.offsetParent ?? audio.ownerDocument.documentElement;
  const { left, top, width, height } = audioBox(audio);
  const stretch = stretchOf(side, { left, top, width, height });
  const style = hostStyle({
    display: 'block',
    inset: `${stretch.top}px auto auto ${stretch.left}px`,
    width: `${stretch.width}px`,
    align: ANCHORED[side].align,
  });
  return { mode: 'inside', container, base, style };
}

const audioBox = ({ offsetLeft, offsetTop, offsetWidth, offsetHeight }: HTMLMediaElement): Rectangle => ({
  left: offsetLeft,
  top: offsetTop,
  width: offsetWidth,
  height: offsetHeight,
});

/** What stands there is only what holds the player, or ours. What has not been scrolled to yet counts as free. */
function isFree(audio: HTMLMediaElement, x: number, y: number, isOwn: (node: Node) => boolean): boolean {
  if (x < 0 || x >= innerWidth) return false;
  if (y < 0 || y >= innerHeight) return true;
  const root = audio.getRootNode() as Document | ShadowRoot;
  const there = root.elementFromPoint(x, y);
  return there !== null && (isOwn(there) || there.contains(audio) || there.contains(hostOf(root)));
}

const hostOf = (root: Document | ShadowRoot): Node | null => (root instanceof ShadowRoot ? root.host : null);
