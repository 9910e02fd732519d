/** Offsets in CSS pixels of a video within the padding box that contains it. */
export interface Box {
  left: number;
  top: number;
  width: number;
}

/** Nothing of the page's own rules reaches the host; inline and important, so that none can. */
const BASE = {
  all: 'initial',
  display: 'block',
  'pointer-events': 'none',
  'z-index': '2147483647',
  'min-width': '0',
};

const cssText = (rules: Record<string, string>): string =>
  Object.entries({ ...BASE, ...rules })
    .map(([name, value]) => `${name}:${value}!important`)
    .join(';');

/**
 * The host as a strip along the top edge of the video, in the same positioned parent.
 * Where the video is as wide as the parent no number is written down, so that none can go stale.
 */
export function insideStyle({ left, top, width }: Box, parentWidth: number): string {
  const fills = left === 0 && top === 0 && width === parentWidth;
  return cssText(
    fills
      ? { position: 'absolute', inset: '0 0 auto 0' }
      : { position: 'absolute', inset: 'auto', left: `${left}px`, top: `${top}px`, width: `${width}px` },
  );
}

/** The host as a strip in the top layer, tied to the video that opened it (its implicit anchor). */
export const topLayerStyle = cssText({
  position: 'fixed',
  'position-anchor': 'auto',
  inset: 'auto',
  top: 'anchor(top)',
  left: 'anchor(left)',
  right: 'anchor(right)',
  width: 'auto',
  height: 'auto',
  overflow: 'visible',
  'position-visibility': 'anchors-visible',
});

export const hiddenStyle = cssText({ display: 'none' });
