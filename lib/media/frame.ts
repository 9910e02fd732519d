/**
 * One decoded picture, or what a source asked for of it.
 * `data` is RGBA, 8 bits, sRGB, row-major, `width * height * 4` bytes.
 */
export interface Frame {
  /** Presentation time in seconds. */
  time: number;
  width: number;
  height: number;
  /** Size of the whole picture, in pixels, from which this was made. */
  fullWidth: number;
  fullHeight: number;
  data: Uint8Array;
}

/** What is to be taken of pictures. */
export interface FrameRequest {
  count: number;
  /** Side in pixels of the square that each picture's middle square is averaged to (`squareView`). */
  side: number;
  /** The whole picture instead, scaled down so that its long side is at most `side`. */
  whole?: boolean;
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Size of a whole picture, scaled down so that its long side is at most `side` pixels. */
export function fitted(
  fullWidth: number,
  fullHeight: number,
  side: number,
): Pick<Rectangle, 'width' | 'height'> {
  const scale = Math.min(1, side / Math.max(fullWidth, fullHeight));
  return {
    width: Math.max(1, Math.round(fullWidth * scale)),
    height: Math.max(1, Math.round(fullHeight * scale)),
  };
}
