import { type Frame, reductionOf } from '../../media/frame';
import type { ModelManifest } from './manifest';

/** 8-bit luma, row-major. */
export interface Plane {
  width: number;
  height: number;
  data: Uint8Array;
}

/**
 * Pixels to network input. The same definition as models/provenance/training/preprocess.py, to the bit
 * (test/unit/classifier/preprocess.test.ts holds them together).
 *
 * Luma only, because browsers and ffmpeg upsample chroma differently; BT.601 weights in 1/256, rounded.
 */
export function luma({ width, height, data }: Pick<Frame, 'width' | 'height' | 'data'>): Plane {
  const out = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < out.length; i++, at += 4)
    out[i] = (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0) + 128) >> 8;
  return { width, height, data: out };
}

/** Means of blocks of `k` by `k`, halves rounded up. */
export function boxAverage(plane: Plane, k: number): Plane {
  if (k === 1) return plane;
  const width = Math.floor(plane.width / k);
  const height = Math.floor(plane.height / k);
  const sums = new Uint32Array(width * height);
  for (let y = 0; y < height * k; y++) {
    const row = Math.floor(y / k) * width;
    const from = y * plane.width;
    for (let x = 0; x < width * k; x++) {
      const to = row + Math.floor(x / k);
      sums[to] = (sums[to] ?? 0) + (plane.data[from + x] ?? 0);
    }
  }
  const area = k * k;
  const half = Math.floor(area / 2);
  const data = new Uint8Array(sums.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.floor(((sums[i] ?? 0) + half) / area);
  return { width, height, data };
}

/** The middle square, offsets rounded down. */
export function centre(plane: Plane, side: number): Plane {
  const top = Math.floor((plane.height - side) / 2);
  const left = Math.floor((plane.width - side) / 2);
  const data = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    const from = (top + y) * plane.width + left;
    data.set(plane.data.subarray(from, from + side), y * side);
  }
  return { width: side, height: side, data };
}

/** Pictures smaller than the network's input go on in their mirror image, so that no edge is added that is not there. */
export function mirroredOut(plane: Plane, side: number): Plane {
  const width = Math.max(side, plane.width);
  const height = Math.max(side, plane.height);
  const folded = (at: number, length: number): number => {
    const turn = at % (2 * length);
    return turn < length ? turn : 2 * length - 1 - turn;
  };
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x] = plane.data[folded(y, plane.height) * plane.width + folded(x, plane.width)] ?? 0;
  return { width, height, data };
}

/**
 * The square of luma that the network sees of a frame.
 * Where the crop is too small for the picture's own reduction, the largest that fits is taken; a picture smaller than
 * the network's input is mirrored out (the estimate abstains on it, but has a score).
 * @returns null where there are no pixels
 */
export function prepare(frame: Frame, { crop, scaleUnit }: ModelManifest['input']): Plane | null {
  const { width, height } = frame;
  if (width < 1 || height < 1 || frame.data.length < width * height * 4) return null;
  const fits = Math.floor(Math.min(width, height) / crop);
  if (fits < 1) return centre(mirroredOut(luma(frame), crop), crop);
  const k = Math.min(reductionOf(frame.fullWidth, frame.fullHeight, scaleUnit), fits);
  return centre(boxAverage(luma(frame), k), crop);
}

/** 0..1, one channel. */
export function toInput({ data }: Plane): Float32Array {
  const out = new Float32Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = (data[i] ?? 0) / 255;
  return out;
}
