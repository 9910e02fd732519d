import type { Rectangle } from './frame';

/** The middle square of a picture, offsets rounded down. */
export function middleSquare(width: number, height: number): Rectangle {
  const side = Math.min(width, height);
  return {
    x: Math.floor((width - side) / 2),
    y: Math.floor((height - side) / 2),
    width: side,
    height: side,
  };
}

/** For each of `side` cells over a row of `length` pixels: its first pixel, and how much it covers of each from there on. */
interface Cover {
  first: Int32Array;
  /** In units of 1 / `side` pixel; the weights of a cell add up to `length`. */
  weights: Int32Array[];
}

function coverOf(length: number, side: number): Cover {
  const first = new Int32Array(side);
  const weights: Int32Array[] = [];
  for (let cell = 0; cell < side; cell++) {
    const [start, end] = [cell * length, (cell + 1) * length];
    const from = Math.floor(start / side);
    first[cell] = from;
    weights.push(
      Int32Array.from(
        { length: Math.ceil(end / side) - from },
        (_, i) => Math.min(end, (from + i + 1) * side) - Math.max(start, (from + i) * side),
      ),
    );
  }
  return { first, weights };
}

/**
 * A square part of a picture, averaged by area to `side` by `side` pixels, halves rounded up. Smaller ones are brought up
 * the same way. The same definition as `square_view` of models/provenance/training/preprocess.py, to the bit: sums are
 * whole numbers below 2^53, so that doubles hold them exactly.
 *
 * @param data RGBA, rows of `width` pixels
 * @param box the square, in pixels of `data`
 * @returns RGBA, opaque
 */
export function squareView(data: Uint8Array, width: number, box: Rectangle, side: number): Uint8Array {
  const length = box.width;
  const { first, weights } = coverOf(length, side);
  const [half, area] = [Math.floor((length * length) / 2), length * length];
  const out = new Uint8Array(side * side * 4).fill(255);
  const row = new Float64Array(side * 3);
  const sums = new Float64Array(side * 3);
  let summed = -1;

  /** Sums of one row of the picture, by cell and channel. */
  const sumRow = (y: number): void => {
    if (y === summed) return;
    summed = y;
    const start = (box.y + y) * width + box.x;
    for (let cell = 0; cell < side; cell++) {
      const shares = weights[cell] as Int32Array;
      let at = (start + (first[cell] as number)) * 4;
      let [r, g, b] = [0, 0, 0];
      for (let i = 0; i < shares.length; i++, at += 4) {
        const share = shares[i] as number;
        r += share * (data[at] as number);
        g += share * (data[at + 1] as number);
        b += share * (data[at + 2] as number);
      }
      row[cell * 3] = r;
      row[cell * 3 + 1] = g;
      row[cell * 3 + 2] = b;
    }
  };

  for (let y = 0; y < side; y++) {
    const shares = weights[y] as Int32Array;
    sums.fill(0);
    for (let i = 0; i < shares.length; i++) {
      sumRow((first[y] as number) + i);
      const share = shares[i] as number;
      for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + share * (row[at] as number);
    }
    for (let x = 0; x < side; x++)
      for (let c = 0; c < 3; c++)
        out[(y * side + x) * 4 + c] = Math.floor(((sums[x * 3 + c] as number) + half) / area);
  }
  return out;
}
