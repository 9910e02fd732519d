/** Below this deviation of luma a frame shows nothing: black, white, a fade. */
export const LEAST_DEVIATION = 4;

/** Standard deviation of luma: near 0 for black, white and faded frames. */
export function spreadOf(luma: Uint8Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of luma) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / luma.length;
  return Math.sqrt(Math.max(0, squares / luma.length - mean * mean));
}

/** Mean absolute difference of luma of two pictures of one size. */
export function meanChange(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / a.length;
}
