import { interval } from '../statistics/bootstrap.ts';
import { auc, type Scored, tprAt } from '../statistics/roc.ts';
import type { Row } from './rows.ts';

/** A figure and its 95 % interval by bootstrap over groups. */
export interface Figure {
  value: number;
  low: number;
  high: number;
}

/** How far one comparison separates. */
export interface Separation {
  positives: number;
  negatives: number;
  groups: number;
  auc: Figure;
  tprAt1: Figure;
  tprAt5: Figure;
}

type Grouped = Scored & { group: string };

/** A statistic with its interval. */
export function figure<T extends { group: string }>(
  rows: readonly T[],
  statistic: (rows: T[]) => number,
  rounds = 1000,
): Figure {
  const [low, high] = interval(rows, statistic, { rounds });
  return { value: statistic([...rows]), low, high };
}

export function separation(rows: readonly Grouped[]): Separation {
  const positives = rows.filter(({ positive }) => positive).length;
  return {
    positives,
    negatives: rows.length - positives,
    groups: new Set(rows.map(({ group }) => group)).size,
    auc: figure(rows, auc),
    tprAt1: figure(rows, (sample) => tprAt(sample, 0.01)),
    tprAt5: figure(rows, (sample) => tprAt(sample, 0.05)),
  };
}

const isCamera = ({ kind }: Row): boolean => kind === 'camera';
const isAI = (row: Row): boolean => row.class !== 'none';

/** Clips of AI against clips of cameras, by the AI score. */
export const aiAgainstCamera = (rows: readonly Row[]): Grouped[] =>
  rows
    .filter((row) => isAI(row) || isCamera(row))
    .map((row) => ({ group: row.group, score: row.pAI, positive: isAI(row) }));

/** Clips of AI against every other clip. */
export const aiAgainstRest = (rows: readonly Row[]): Grouped[] =>
  rows.map((row) => ({ group: row.group, score: row.pAI, positive: isAI(row) }));

/** Clips of the Sora family against clips of cameras, by the score given. */
export const soraAgainstCamera = (rows: readonly Row[], by: 'pAI' | 'pSora' = 'pSora'): Grouped[] =>
  rows
    .filter((row) => row.class === 'sora' || isCamera(row))
    .map((row) => ({ group: row.group, score: row[by], positive: row.class === 'sora' }));

/** AUC that the second set of scores loses against the first, on the clips that both have, sampled together. */
export function aucLost(before: readonly Row[], after: readonly Row[]): Figure {
  const later = new Map(after.map((row) => [row.file, row.pAI]));
  const pairs = before
    .filter((row) => (isAI(row) || isCamera(row)) && later.has(row.file))
    .map((row) => ({ ...row, now: later.get(row.file) ?? 0, positive: isAI(row) }));
  return figure(pairs, (sample) => {
    const first = auc(sample.map(({ pAI, positive }) => ({ score: pAI, positive })));
    return first - auc(sample.map(({ now, positive }) => ({ score: now, positive })));
  });
}
