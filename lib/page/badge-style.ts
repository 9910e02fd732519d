import type { Spot } from './spot';

/** Offsets in CSS pixels of a video within the padding box that contains it. */
export interface Box {
  left: number;
  top: number;
  width: number;
}

interface HostStyle {
  display: string;
  position: string;
  inset: string;
  width: string;
  z: string;
  /** The side that the badge stands at. */
  align: string;
  /** Of the frame inside the root. */
  'frame-position': string;
  'frame-inset': string;
  'frame-width': string;
}

/** A host without a place of its own: hidden, and its frame fills it. */
const NONE: HostStyle = {
  display: 'none',
  position: 'absolute',
  inset: 'auto',
  width: 'auto',
  z: 'auto',
  align: 'right',
  'frame-position': 'static',
  'frame-inset': 'auto',
  'frame-width': 'auto',
};

/**
 * The place of the host, as variables that its own root reads (badge-css.ts, `:host`): important rules from
 * inside a root win over any rule of the page, and an important inline variable over any other.
 */
const variables = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `--whence-${name}:${value}!important`)
    .join(';');

export const hostStyle = (values: Partial<HostStyle>): string => variables({ ...NONE, ...values });

const layer = (z: number | null): string => (z === null ? 'auto' : String(z));

const pixels = (length: number): string => (length === 0 ? '0' : `${length}px`);

/** The part of a video's upper edge that the strip takes, counted as the video's box is. */
function stripOf({ left, top, width }: Box, { side, x, y, run }: Spot): Box {
  const length = run ?? width - x;
  return { left: side === 'left' ? left + x : left + width - x - length, top: top + y, width: length };
}

/** Bound to the edges of a parent that the video fills. */
function filling({ side, x, y, run }: Spot): Pick<HostStyle, 'inset' | 'width'> {
  const far = run === null ? '0' : 'auto';
  const [left, right] = side === 'left' ? [pixels(x), far] : [far, pixels(x)];
  return { inset: `${pixels(y)} ${right} auto ${left}`, width: run === null ? 'auto' : pixels(run) };
}

/**
 * The host as a strip along the top edge of the video, in the same positioned parent.
 * It is painted as low as its clicks allow (`z`), so that sticky headers and lightboxes of the page pass over it.
 * Where the video is as wide as the parent no number is written down, so that none can go stale.
 */
export function insideStyle(box: Box, parentWidth: number, z: number | null, spot: Spot): string {
  const fills = box.left === 0 && box.top === 0 && box.width === parentWidth;
  const { left, top, width } = stripOf(box, spot);
  const place = fills ? filling(spot) : { inset: `${top}px auto auto ${left}px`, width: `${width}px` };
  return hostStyle({ display: 'block', ...place, z: layer(z), align: spot.side });
}

/**
 * The host as a point without size that the layout itself moves: out of the flow at the place it would have had
 * in it (`absolute`), or in it (`relative`). The strip lies at `box`, counted from that point.
 */
export function flowStyle(position: 'absolute' | 'relative', box: Box, z: number | null, spot: Spot): string {
  const { left, top, width } = stripOf(box, spot);
  return hostStyle({
    display: position === 'absolute' ? 'block' : 'inline',
    position,
    width: position === 'absolute' ? '0' : 'auto',
    z: layer(z),
    align: spot.side,
    'frame-position': 'absolute',
    'frame-inset': `${top}px auto auto ${left}px`,
    'frame-width': `${width}px`,
  });
}

/**
 * As wide as the video while that fills the window, else nothing: a video that leaves fullscreen takes the strip along
 * a frame before anybody is told, and what has no size does not shift.
 */
const WHILE_FULL = 'clamp(0px, (anchor-size(width) - 100vw + 1px) * 10000, anchor-size(width))';

/** The host as a strip in the top layer, tied to the video that opened it (its implicit anchor). */
export function topLayerStyle({ side, x, y, run }: Spot, isBare = false): string {
  const far = run === null ? `anchor(${side === 'left' ? 'right' : 'left'})` : 'auto';
  const near = x === 0 ? `anchor(${side})` : `calc(anchor(${side}) ${side === 'left' ? '+' : '-'} ${x}px)`;
  const top = y === 0 ? 'anchor(top)' : `calc(anchor(top) + ${y}px)`;
  const [left, right] = side === 'left' ? [near, far] : [far, near];
  return hostStyle({
    display: 'block',
    position: 'fixed',
    inset: `${top} ${right} auto ${left}`,
    width: isBare ? WHILE_FULL : run === null ? 'auto' : `${run}px`,
    align: side,
  });
}

export const hiddenStyle = hostStyle({});
