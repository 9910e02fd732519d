import type { Frame } from '../../media/frame';

type Pixels = Pick<Frame, 'width' | 'height' | 'data'>;

/** Whether this is a square of that side with a pixel for every place: frames may come from a page. */
export const isSquare = ({ width, height, data }: Pixels, side: number): boolean =>
  width === side && height === side && data.length >= side * side * 4;

/** 8-bit luma, row by row: BT.601 weights in 1/256, rounded. */
export function luma({ width, height, data }: Pixels): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < out.length; i++, at += 4)
    out[i] = (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0) + 128) >> 8;
  return out;
}

/** Network input of a square (`squareView`): red, green and blue one after the other, row by row, 0..1. */
export function toInput({ width, height, data }: Pixels): Float32Array {
  const area = width * height;
  const out = new Float32Array(3 * area);
  for (let i = 0; i < area; i++) for (let c = 0; c < 3; c++) out[c * area + i] = (data[i * 4 + c] ?? 0) / 255;
  return out;
}
