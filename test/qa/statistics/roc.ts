/** A score and whether it belongs to a positive: here, a clip made by AI. */
export interface Scored {
  score: number;
  positive: boolean;
}

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counted half
 * (Mann and Whitney 1947, by ranks).
 * @returns NaN without both classes
 */
export function auc(rows: readonly Scored[]): number {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  let positives = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++;
    // Ranks from + 1 to `to`, each the same.
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++)
      if (sorted[i]?.positive) {
        positives++;
        rankSum += rank;
      }
    from = to;
  }
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return Number.NaN;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * Threshold that at most `fpr` of the negatives exceed.
 * @returns NaN without negatives
 */
export function thresholdAt(rows: readonly Scored[], fpr: number): number {
  const negatives = rows.filter(({ positive }) => !positive).map(({ score }) => score);
  negatives.sort((a, b) => b - a);
  return negatives[Math.floor(fpr * negatives.length)] ?? Number.NaN;
}

/** Share of the positives above the threshold that at most `fpr` of the negatives exceed; NaN without both classes. */
export function tprAt(rows: readonly Scored[], fpr: number): number {
  const threshold = thresholdAt(rows, fpr);
  const positives = rows.filter(({ positive }) => positive);
  if (Number.isNaN(threshold) || positives.length === 0) return Number.NaN;
  return positives.filter(({ score }) => score > threshold).length / positives.length;
}

export interface RocPoint {
  fpr: number;
  tpr: number;
}

/** The curve, from (0, 0) to (1, 1), one point for each score that occurs. */
export function rocCurve(rows: readonly Scored[]): RocPoint[] {
  const positives = rows.filter(({ positive }) => positive).length;
  const negatives = rows.length - positives;
  const sorted = [...rows].sort((a, b) => b.score - a.score);
  const points: RocPoint[] = [{ fpr: 0, tpr: 0 }];
  let hits = 0;
  let alarms = 0;
  for (const [i, row] of sorted.entries()) {
    if (row.positive) hits++;
    else alarms++;
    if (sorted[i + 1]?.score !== row.score) points.push({ fpr: alarms / negatives, tpr: hits / positives });
  }
  return points;
}
