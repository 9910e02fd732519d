/**
 * One decoded picture, or the part of it that a source asked for.
 * `data` is RGBA, 8 bits, sRGB, row-major, `width * height * 4` bytes.
 */
export interface Frame {
  /** Presentation time in seconds. */
  time: number;
  width: number;
  height: number;
  /** Size of the whole picture, in pixels, from which this was cut at native resolution. */
  fullWidth: number;
  fullHeight: number;
  data: Uint8Array;
}

/** Square crops at native resolution, cut from the middle of the picture, unless whole pictures are asked for. */
export interface FrameRequest {
  count: number;
  /** Side of the crop in pixels; the whole picture where it is smaller. */
  crop: number;
  /** The whole picture instead, scaled down so that its long side is at most `crop`. */
  whole?: boolean;
  /**
   * Short side in pixels of a picture from which `crop` is meant. Where given, larger pictures get a crop that is
   * a whole number of times as large (`reductionOf`), so that it shows about as much of the scene.
   */
  scaleUnit?: number;
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How many times `scaleUnit` goes into the short side of a picture, rounded, at least 1. */
export function reductionOf(fullWidth: number, fullHeight: number, scaleUnit: number): number {
  return Math.max(1, Math.floor(Math.min(fullWidth, fullHeight) / scaleUnit + 0.5));
}

/**
 * The part of a picture that a request asks for, in pixels of the picture.
 * Offsets are even, because chroma of nearly every video is stored for pairs of pixels.
 */
export function cropRectangle(request: FrameRequest, fullWidth: number, fullHeight: number): Rectangle {
  const times = request.scaleUnit ? reductionOf(fullWidth, fullHeight, request.scaleUnit) : 1;
  const width = Math.min(fullWidth, request.crop * times);
  const height = Math.min(fullHeight, request.crop * times);
  const even = (free: number) => Math.floor(free / 4) * 2;
  return { x: even(fullWidth - width), y: even(fullHeight - height), width, height };
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
