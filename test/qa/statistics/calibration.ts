import type { Scored } from './roc.ts';

export interface Bin {
  /** Lower and upper end of the scores; the last bin includes 1. */
  from: number;
  to: number;
  count: number;
  /** Mean score, and share of positives among them; NaN in an empty bin. */
  meanScore: number;
  share: number;
}

/** Equally wide bins of scores in 0..1. */
export function reliability(rows: readonly Scored[], bins = 10): Bin[] {
  return Array.from({ length: bins }, (_, i) => {
    const mine = rows.filter(({ score }) => Math.min(Math.floor(score * bins), bins - 1) === i);
    const mean = (of: (row: Scored) => number) => mine.reduce((sum, row) => sum + of(row), 0) / mine.length;
    return {
      from: i / bins,
      to: (i + 1) / bins,
      count: mine.length,
      meanScore: mean(({ score }) => score),
      share: mean(({ positive }) => (positive ? 1 : 0)),
    };
  });
}

/** Expected calibration error: mean distance of score and share over the bins, by their counts (Naeini 2015). */
export function calibrationError(rows: readonly Scored[], bins = 10): number {
  return reliability(rows, bins)
    .filter(({ count }) => count > 0)
    .reduce((sum, bin) => sum + Math.abs(bin.meanScore - bin.share) * (bin.count / rows.length), 0);
}

export interface CoveragePoint {
  /** Share of the clips that are decided. */
  coverage: number;
  /** Share of these that come out on the wrong side of one half. */
  error: number;
}

/** Errors among the surest clips, for each number of them: surest is farthest from one half. */
export function coverageCurve(rows: readonly Scored[]): CoveragePoint[] {
  const sure = (row: Scored) => Math.abs(row.score - 0.5);
  const sorted = [...rows].sort((a, b) => sure(b) - sure(a));
  let wrong = 0;
  return sorted.map((row, i) => {
    if (row.score >= 0.5 !== row.positive) wrong++;
    return { coverage: (i + 1) / sorted.length, error: wrong / (i + 1) };
  });
}

/** Error among the surest `coverage` of the clips; NaN without clips. */
export function errorAt(rows: readonly Scored[], coverage: number): number {
  const at = Math.max(1, Math.round(coverage * rows.length)) - 1;
  return coverageCurve(rows)[at]?.error ?? Number.NaN;
}

/** Share of alarms that are right where `prevalence` of the videos are positive (Bayes); NaN without any alarm. */
export function precisionAt(prevalence: number, tpr: number, fpr: number): number {
  return (tpr * prevalence) / (tpr * prevalence + fpr * (1 - prevalence));
}
