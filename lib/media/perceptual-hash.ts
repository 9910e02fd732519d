import type { Frame } from './frame';

/** One plane of brightness, row by row, 0 to 255. */
export interface Luma {
  width: number;
  height: number;
  data: Float32Array;
}

/** A PDQ hash of 256 bits. */
export interface PerceptualHash {
  /** Eight words of 32 bits. */
  bits: Uint32Array;
  /** 0 to 100: how much there is to see. Under {@link LEAST_QUALITY} a hash says nothing. */
  quality: number;
}

/** By PDQ's own advice; black, flat and nearly flat pictures are below. */
export const LEAST_QUALITY = 50;

const SIDE = 64;
const BLOCK = 16;

/** The whole picture of a frame as brightness (BT.601 on sRGB values, as PDQ has it). */
export function lumaOf({ width, height, data }: Frame): Luma {
  const luma = new Float32Array(width * height);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel += 1, at += 4)
    luma[pixel] =
      0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
  return { width, height, data: luma };
}

/**
 * PDQ (public description by Meta, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
 * 2019): two passes of a box filter, 64 x 64 samples, the 16 x 16 lowest frequencies of their cosine transform, each
 * a bit by whether it is above the median. Scaling and coding change few bits; crops and mirrors change them all.
 */
export function perceptualHash(luma: Luma): PerceptualHash {
  const samples = sample(blur(luma));
  const frequencies = lowFrequencies(samples);
  const middle = frequencies.toSorted()[frequencies.length / 2 - 1] as number;
  const bits = new Uint32Array((BLOCK * BLOCK) / 32);
  for (let at = 0; at < frequencies.length; at += 1)
    if ((frequencies[at] as number) > middle) bits[at >> 5] = (bits[at >> 5] as number) | (1 << (at & 31));
  return { bits, quality: qualityOf(samples) };
}

/** Number of bits that differ, 0 to 256; unrelated pictures differ in about 128. */
export function hammingDistance(a: PerceptualHash, b: PerceptualHash): number {
  let count = 0;
  for (let at = 0; at < a.bits.length; at += 1) {
    let word = (a.bits[at] as number) ^ (b.bits[at] as number);
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return count;
}

function blur({ width, height, data }: Luma): Luma {
  const across = Math.ceil(width / (2 * SIDE));
  const down = Math.ceil(height / (2 * SIDE));
  const blurred = data.slice();
  const between = new Float32Array(data.length);
  for (let pass = 0; pass < 2; pass += 1) {
    for (let row = 0; row < height; row += 1) blurRow(blurred, between, row * width, width, across);
    blurDown(between, blurred, width, height, down);
  }
  return { width, height, data: blurred };
}

/** Means of `window` neighbours along one row, fewer at its ends. */
function blurRow(from: Float32Array, to: Float32Array, start: number, length: number, window: number): void {
  const ahead = (window + 2) >> 1;
  let sum = 0;
  let count = 0;
  for (let next = 0; next < length + ahead - 1; next += 1) {
    if (next < length) {
      sum += from[start + next] as number;
      count += 1;
    }
    if (next >= window) {
      sum -= from[start + next - window] as number;
      count -= 1;
    }
    const at = next - ahead + 1;
    if (at >= 0) to[start + at] = sum / count;
  }
}

/** The same down all columns at once, in the order in which they lie in memory. */
function blurDown(from: Float32Array, to: Float32Array, width: number, height: number, window: number): void {
  const ahead = (window + 2) >> 1;
  const sums = new Float64Array(width);
  let count = 0;
  for (let next = 0; next < height + ahead - 1; next += 1) {
    const [added, gone, at] = [next * width, (next - window) * width, (next - ahead + 1) * width];
    if (next < height) count += 1;
    if (next >= window) count -= 1;
    for (let column = 0; column < width; column += 1) {
      let sum = sums[column] as number;
      if (next < height) sum += from[added + column] as number;
      if (next >= window) sum -= from[gone + column] as number;
      sums[column] = sum;
      if (at >= 0) to[at + column] = sum / count;
    }
  }
}

function sample({ width, height, data }: Luma): Float32Array {
  const samples = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row += 1) {
    const y = Math.floor(((row + 0.5) * height) / SIDE);
    for (let column = 0; column < SIDE; column += 1)
      samples[row * SIDE + column] = data[y * width + Math.floor(((column + 0.5) * width) / SIDE)] as number;
  }
  return samples;
}

/** Rows of the cosine transform (DCT-II) but the first, which is the mean. */
const COSINES = Float64Array.from({ length: BLOCK * SIDE }, (_, at) => {
  const [frequency, place] = [Math.floor(at / SIDE) + 1, at % SIDE];
  return Math.sqrt(2 / SIDE) * Math.cos((Math.PI / (2 * SIDE)) * frequency * (2 * place + 1));
});

function lowFrequencies(samples: Float32Array): Float64Array {
  const half = new Float64Array(BLOCK * SIDE);
  for (let frequency = 0; frequency < BLOCK; frequency += 1)
    for (let column = 0; column < SIDE; column += 1) {
      let sum = 0;
      for (let row = 0; row < SIDE; row += 1)
        sum += (COSINES[frequency * SIDE + row] as number) * (samples[row * SIDE + column] as number);
      half[frequency * SIDE + column] = sum;
    }
  const found = new Float64Array(BLOCK * BLOCK);
  for (let down = 0; down < BLOCK; down += 1)
    for (let across = 0; across < BLOCK; across += 1) {
      let sum = 0;
      for (let column = 0; column < SIDE; column += 1)
        sum += (half[down * SIDE + column] as number) * (COSINES[across * SIDE + column] as number);
      found[down * BLOCK + across] = sum;
    }
  return found;
}

/** Sum of the steps between neighbours, in hundredths of the range, over 90, at most 100. */
function qualityOf(samples: Float32Array): number {
  let sum = 0;
  const step = (a: number, b: number) =>
    Math.abs(Math.trunc(((samples[a] as number) - (samples[b] as number)) * (100 / 255)));
  for (let row = 0; row < SIDE; row += 1)
    for (let column = 0; column < SIDE; column += 1) {
      const at = row * SIDE + column;
      if (row + 1 < SIDE) sum += step(at, at + SIDE);
      if (column + 1 < SIDE) sum += step(at, at + 1);
    }
  return Math.min(100, Math.trunc(sum / 90));
}
