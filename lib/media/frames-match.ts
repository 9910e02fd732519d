import type { Frame } from './frame';
import {
  hammingDistance,
  LEAST_QUALITY,
  type Luma,
  lumaOf,
  type PerceptualHash,
  perceptualHash,
} from './perceptual-hash';

/** Long side in pixels at which pictures are compared, on screen and decoded alike. */
export const SKETCH_SIDE = 256;

/** What is kept of a frame to compare it: about a kilobyte. */
export interface FrameSketch {
  /** Presentation time in seconds. */
  time: number;
  hash: PerceptualHash;
  /** Mean brightness of {@link SIDE} x {@link SIDE} parts of the picture, row by row. */
  parts: Float32Array;
}

/*
 * Measured on 130 clips (110 of others' from as many sources, 20 drawn), 1,413 frames with enough to see:
 *                                       bits that differ          largest difference of parts
 *   same frame, H.264 at CRF 35         median 6, 99 % under 62   99 % under 10, all under 12
 *   same frame, 240 lines at CRF 40     median 18, 95 % under 60  99 % under 22, all under 31
 *   the next frame                      95 % under 82             95 % under 93
 *   another clip (62,484 pairs)         all over 90               99 % over 62
 *   same frame with a foreign patch of a fifth (an eighth) of width and height
 *                                       65 % (75 %) under 40      99 % over 36 (95 % over 29)
 * In Chromium 156 and Firefox ESR 153, screen against decoded: the same bytes differ in nothing (0 and 0), another quality of
 * the stream in 16 bits and 7 levels, another video in 132 bits and 110 levels.
 * So the hash tells other clips, and the parts tell that a part of the picture was replaced, which the hash misses.
 */
const MOST_BITS = 60;
const MOST_DIFFERENCE = 24;
const SIDE = 16;
/** Seconds between a frame on screen and the decoded frames that it is compared with. */
const WINDOW = 0.5;
/** Frames that have to be compared of what plays: the more there are, the less a small change goes unseen. */
export const LEAST_FRAMES = 2;

/** @param frame a whole picture, at any size */
export function sketchFrame(frame: Frame): FrameSketch {
  const luma = lumaOf(frame);
  return { time: frame.time, hash: perceptualHash(luma), parts: partsOf(luma) };
}

export interface FramesMatch {
  /** True: the frames on screen are of the decoded video. Null: too few could be compared, or they disagree. */
  matched: boolean | null;
  /** Median over the compared frames of the bits that differ, 0 to 256; null where none was compared. */
  distance: number | null;
  /** … and of the largest difference of parts, 0 to 255. */
  difference: number | null;
  compared: number;
}

/**
 * Whether frames on screen are those of a video: credentials of bytes are credited to what is shown only then.
 * Each frame on screen is compared with all decoded frames at near times, the best counts. Two thirds have to match; where
 * a third or less does, the pictures are others. Frames with too little to see are left out.
 *
 * @param screen whole pictures as the element shows them, two or more, at times inside the decoded part
 * @param decoded every picture of that part: the frame next to the right one may differ as much as another clip
 * @param least frames that have to be compared; 1 for a video that stands still
 */
export function framesMatch(
  screen: readonly Frame[],
  decoded: readonly Frame[],
  least: number = LEAST_FRAMES,
): FramesMatch {
  return sketchesMatch(screen.map(sketchFrame), decoded.map(sketchFrame), least);
}

/** {@link framesMatch} for frames of which only the sketch was kept. */
export function sketchesMatch(
  screen: readonly FrameSketch[],
  decoded: readonly FrameSketch[],
  least: number = LEAST_FRAMES,
): FramesMatch {
  const best = screen
    .filter(({ hash }) => hash.quality >= LEAST_QUALITY)
    .flatMap((frame) => closest(frame, decoded) ?? []);
  const compared = best.length;
  const share =
    best.filter(({ bits, difference }) => bits <= MOST_BITS && difference <= MOST_DIFFERENCE).length /
    compared;
  return {
    matched: compared < least ? null : share >= 2 / 3 ? true : share <= 1 / 3 ? false : null,
    distance: median(best.map(({ bits }) => bits)),
    difference: median(best.map(({ difference }) => difference)),
    compared,
  };
}

interface Difference {
  bits: number;
  difference: number;
}

function closest(frame: FrameSketch, decoded: readonly FrameSketch[]): Difference | null {
  let best: Difference | null = null;
  for (const other of decoded) {
    if (Math.abs(other.time - frame.time) > WINDOW) continue;
    const found = {
      bits: hammingDistance(frame.hash, other.hash),
      difference: largestDifference(frame.parts, other.parts),
    };
    if (!best || weight(found) < weight(best)) best = found;
  }
  return best;
}

const weight = ({ bits, difference }: Difference): number =>
  Math.max(bits / MOST_BITS, difference / MOST_DIFFERENCE);

function partsOf({ width, height, data }: Luma): Float32Array {
  const sums = new Float32Array(SIDE * SIDE);
  const counts = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * SIDE) / height) * SIDE;
    for (let x = 0; x < width; x += 1) {
      const part = row + Math.floor((x * SIDE) / width);
      sums[part] = (sums[part] as number) + (data[y * width + x] as number);
      counts[part] = (counts[part] as number) + 1;
    }
  }
  return sums.map((sum, part) => sum / Math.max(1, counts[part] as number));
}

/** After brightness and contrast of the whole were brought in line, which the two ways to a picture may treat apart. */
function largestDifference(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let together = 0;
  let alone = 0;
  for (let at = 0; at < a.length; at += 1) {
    const own = (a[at] as number) - meanA;
    together += own * ((b[at] as number) - meanB);
    alone += own * own;
  }
  const contrast = alone > 0 ? Math.min(1.25, Math.max(0.8, together / alone)) : 1;
  let largest = 0;
  for (let at = 0; at < a.length; at += 1)
    largest = Math.max(largest, Math.abs((b[at] as number) - meanB - contrast * ((a[at] as number) - meanA)));
  return largest;
}

function median(values: number[]): number | null {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
