import type { Reason } from '../check-error';
import type { Band, ClassifierDetails } from './details';
import type { ModelManifest } from './manifest';
import { LEAST_DEVIATION } from './picture-measures';
import type { ScoredFrame } from './scorer';

/** Fewer usable frames than this, and the classifier abstains (wording.md, "Evidence strength"). */
export const LEAST_FRAMES = 6;
/** Shorter sides than this hold too few traces. */
export const LEAST_SHORT_SIDE = 240;
/**
 * Squares that differ by less than this, on average, are one picture. Measured: one picture encoded again and again differs by
 * 0.4 to 1.5 (H.264, CRF 23), at low rates by up to 5, and is then not told from motion; of real clips of 12 frames
 * one in ten stays under 1.3, so that more would cost those.
 */
const LEAST_CHANGE = 1;

export interface Estimate {
  pAI: number | null;
  pSora: number | null;
  band: Band | null;
  abstainReason: Reason | null;
  frames: ClassifierDetails['frames'];
}

type Logits = readonly [number, number, number];

function softmax(logits: Logits, temperature: number): [number, number, number] {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp((logit - top) / temperature));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum) as [number, number, number];
}

/** The band of a calibrated score; the last two begin where they were measured, if they were. */
export function bandOf(pAI: number, thresholds: ModelManifest['thresholds']): Band {
  if (pAI > (thresholds?.veryStrong ?? 0.9)) return 'very-strong';
  if (pAI >= (thresholds?.strong ?? 0.7)) return 'strong';
  return pAI >= 0.5 ? 'moderate' : 'weak';
}

/** Sums in order of value, so that rounding does not depend on the order of the frames. */
function meanLogits(frames: readonly { logits: Logits }[]): Logits {
  const mean = (c: 0 | 1 | 2) =>
    frames
      .map(({ logits }) => logits[c])
      .sort((a, b) => a - b)
      .reduce((sum, logit) => sum + logit, 0) / frames.length;
  return [mean(0), mean(1), mean(2)];
}

const isUsable = (frame: ScoredFrame): boolean =>
  frame.deviation >= LEAST_DEVIATION && Math.min(frame.fullWidth, frame.fullHeight) >= LEAST_SHORT_SIDE;

/** Whether the pictures are, on average, unlike all that the model was tested on. */
function isUnlike(scored: readonly ScoredFrame[], limit: number | undefined): boolean {
  const distances = scored.flatMap(({ distance }) => distance ?? []);
  if (limit === undefined || distances.length === 0) return false;
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length > limit;
}

function abstention(all: readonly ScoredFrame[], manifest: ModelManifest): Reason | null {
  const [least, most] = manifest.testedShortSide;
  if (all.length === 0) return 'no-frames';
  const sides = all.map((frame) => Math.min(frame.fullWidth, frame.fullHeight));
  if (Math.min(...sides) < LEAST_SHORT_SIDE) return 'too-small';
  if (all.length < LEAST_FRAMES) return 'too-few-frames';
  const changes = all.map((frame) => frame.change).filter((change) => change !== null);
  if (changes.length > 0 && changes.every((change) => change < LEAST_CHANGE)) return 'still-picture';
  if (all.filter(isUsable).length < LEAST_FRAMES) return 'too-few-frames';
  if (sides.some((side) => side < least || side > most)) return 'out-of-distribution';
  return isUnlike(all, manifest.outOfDistribution?.limit) ? 'out-of-distribution' : null;
}

/**
 * One estimate from the frames of a video: the mean of the logits of those that were scored, calibrated.
 * Pure; the order of the frames does not matter. Scores are given where any frame could be scored, a band only
 * where nothing speaks against it.
 */
export function aggregate(looked: readonly ScoredFrame[], manifest: ModelManifest): Estimate {
  const all = [...looked].sort((a, b) => a.time - b.time);
  const scored = all.filter((frame): frame is ScoredFrame & { logits: Logits } => frame.logits !== null);
  const abstainReason = abstention(all, manifest);
  const frames = scored.map(({ time, logits }) => ({
    time,
    score: 1 - softmax(logits, manifest.temperature)[0],
  }));
  if (scored.length === 0) return { pAI: null, pSora: null, band: null, abstainReason, frames };
  const [none, sora] = softmax(meanLogits(scored), manifest.temperature);
  const pAI = 1 - none;
  return {
    pAI,
    pSora: sora,
    band: abstainReason ? null : bandOf(pAI, manifest.thresholds),
    abstainReason,
    frames,
  };
}
