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

/**
 * The host as a strip along the top edge of the video, in the same positioned parent.
 * It is painted as low as its clicks allow (`z`), so that sticky headers and lightboxes of the page pass over it.
 * Where the video is as wide as the parent no number is written down, so that none can go stale.
 */
export function insideStyle({ left, top, width }: Box, parentWidth: number, z: number | null): string {
  const fills = left === 0 && top === 0 && width === parentWidth;
  return hostStyle({
    display: 'block',
    inset: fills ? '0 0 auto 0' : `${top}px auto auto ${left}px`,
    width: fills ? 'auto' : `${width}px`,
    z: layer(z),
  });
}

/**
 * The host as a point without size that the layout itself moves: out of the flow at the place it would have had
 * in it (`absolute`), or in it (`relative`). The strip lies at `box`, counted from that point.
 */
export function flowStyle(
  position: 'absolute' | 'relative',
  { left, top, width }: Box,
  z: number | null,
): string {
  return hostStyle({
    display: position === 'absolute' ? 'block' : 'inline',
    position,
    width: position === 'absolute' ? '0' : 'auto',
    z: layer(z),
    'frame-position': 'absolute',
    'frame-inset': `${top}px auto auto ${left}px`,
    'frame-width': `${width}px`,
  });
}

/** The host as a strip in the top layer, tied to the video that opened it (its implicit anchor). */
export const topLayerStyle = hostStyle({
  display: 'block',
  position: 'fixed',
  inset: 'anchor(top) anchor(right) auto anchor(left)',
});

export const hiddenStyle = hostStyle({});
