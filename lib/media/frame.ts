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

/** Square crops at native resolution, cut from the middle of the picture (never scaled). */
export interface FrameRequest {
  count: number;
  /** Side of the crop in pixels; the whole picture where it is smaller. */
  crop: number;
}
