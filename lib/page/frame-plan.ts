/** More are never taken: one picture a few hundred pixels wide each. */
export const MOST_FRAMES = 8;
/** Fewer than this say too little (wording.md: the classifier abstains below 6 usable frames). */
const ENOUGH_FRAMES = 6;
/** Widest gap in seconds at which eight frames still fit into six seconds of watching. */
const WIDEST_GAP = 0.7;
/** Gap in seconds where the length is unknown, as in a live stream. */
const USUAL_GAP = 0.5;

/** Seconds of media time between two frames: an eighth of the video, so that they differ, but not for ever. */
export function spacingOf(duration: number): number {
  if (!Number.isFinite(duration) || duration <= 0) return USUAL_GAP;
  return Math.min(duration / MOST_FRAMES, WIDEST_GAP);
}

/** Whether a frame at `time` is far enough from the last one taken; loops and seeks run backwards. */
export const isDue = (last: number | null, time: number, spacing: number): boolean =>
  last === null || Math.abs(time - last) >= spacing;

/** How many of the `asked` frames make an answer. */
export const framesNeeded = (asked: number): number => Math.min(asked, ENOUGH_FRAMES);
