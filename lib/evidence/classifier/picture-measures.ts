import type { Plane } from './preprocess';

/** Standard deviation of luma: near 0 for black, white and faded frames. */
export function spreadOf({ data }: Plane): number {
  let sum = 0;
  let squares = 0;
  for (const value of data) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / data.length;
  return Math.sqrt(Math.max(0, squares / data.length - mean * mean));
}

/** Mean absolute difference of luma of two planes of one size. */
export function meanChange(a: Plane, b: Plane): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0));
  return sum / a.data.length;
}
