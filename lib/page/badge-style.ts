/** Offsets in CSS pixels of a video within the padding box that contains it. */
export interface Box {
  left: number;
  top: number;
  width: number;
}

/**
 * The place of the host, as variables that its own root reads (badge-css.ts, `:host`): important rules from
 * inside a root win over any rule of the page, and an important inline variable over any other.
 */
export const variables = (
  values: Record<'display' | 'position' | 'inset' | 'width' | 'align' | 'z', string>,
): string =>
  Object.entries(values)
    .map(([name, value]) => `--whence-${name}:${value}!important`)
    .join(';');

/**
 * The host as a strip along the top edge of the video, in the same positioned parent.
 * It is painted as low as its clicks allow (`z`), so that sticky headers and lightboxes of the page pass over it.
 * Where the video is as wide as the parent no number is written down, so that none can go stale.
 */
export function insideStyle({ left, top, width }: Box, parentWidth: number, z: number | null): string {
  const fills = left === 0 && top === 0 && width === parentWidth;
  return variables({
    display: 'block',
    position: 'absolute',
    inset: fills ? '0 0 auto 0' : `${top}px auto auto ${left}px`,
    width: fills ? 'auto' : `${width}px`,
    align: 'flex-end',
    z: z === null ? 'auto' : String(z),
  });
}

/** The host as a strip in the top layer, tied to the video that opened it (its implicit anchor). */
export const topLayerStyle = variables({
  display: 'block',
  position: 'fixed',
  inset: 'anchor(top) anchor(right) auto anchor(left)',
  width: 'auto',
  align: 'flex-end',
  z: 'auto',
});

export const hiddenStyle = variables({
  display: 'none',
  position: 'absolute',
  inset: 'auto',
  width: 'auto',
  align: 'flex-end',
  z: 'auto',
});
