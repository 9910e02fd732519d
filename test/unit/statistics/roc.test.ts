import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc, rocCurve, type Scored, thresholdAt, tprAt } from '../../qa/statistics/roc';

const rows = (positives: number[], negatives: number[]): Scored[] => [
  ...positives.map((score) => ({ score, positive: true })),
  ...negatives.map((score) => ({ score, positive: false })),
];
/** Few values, so that ties are the rule. */
const score = fc.integer({ min: 0, max: 8 }).map((n) => n / 8);
const both = fc
  .tuple(fc.array(score, { minLength: 1, maxLength: 20 }), fc.array(score, { minLength: 1, maxLength: 20 }))
  .map(([positives, negatives]) => ({ positives, negatives, all: rows(positives, negatives) }));

describe('area under the curve', () => {
  it.each<[number, number[], number[]]>([
    [1, [0.9, 0.8], [0.1, 0.2]],
    [0, [0.1], [0.9, 0.8]],
    [0.5, [0.5, 0.5], [0.5, 0.5]],
    // The example of scikit-learn's roc_auc_score: y = 0 0 1 1, scores 0.1 0.4 0.35 0.8
    [0.75, [0.35, 0.8], [0.1, 0.4]],
    [0.875, [0.5, 0.9], [0.5, 0.1]],
  ])('is %d', (expected, positives, negatives) => {
    expect(auc(rows(positives, negatives))).toBeCloseTo(expected, 12);
  });

  it('is the share of pairs in which the positive is above, ties half', () => {
    fc.assert(
      fc.property(both, ({ positives, negatives, all }) => {
        const wins = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        const share = wins.reduce<number>((a, b) => a + b, 0) / wins.length;
        expect(auc(all)).toBeCloseTo(share, 10);
      }),
    );
  });

  it('is the area under the points of the curve, and changes sides with the classes', () => {
    fc.assert(
      fc.property(both, ({ all }) => {
        const points = rocCurve(all);
        const area = points.slice(1).reduce((sum, { fpr, tpr }, i) => {
          const before = points[i] ?? { fpr: 0, tpr: 0 };
          return sum + ((fpr - before.fpr) * (tpr + before.tpr)) / 2;
        }, 0);
        expect(auc(all)).toBeCloseTo(area, 10);
        const turned = all.map((row) => ({ ...row, positive: !row.positive }));
        expect(auc(turned)).toBeCloseTo(1 - auc(all), 10);
      }),
    );
  });

  it('does not exist without both classes', () => {
    expect(auc(rows([0.3], []))).toBeNaN();
    expect(auc([])).toBeNaN();
    expect(tprAt(rows([0.3], []), 0.01)).toBeNaN();
  });
});

describe('true positives at a false-positive rate', () => {
  it('counts what is above the score that the allowed share of negatives exceeds', () => {
    const negatives = Array.from({ length: 100 }, (_, i) => i / 100);
    expect(thresholdAt(rows([], negatives), 0.01)).toBe(0.98);
    expect(tprAt(rows([0.985, 0.98, 0.5, 1], negatives), 0.01)).toBe(0.5);
    expect(tprAt(rows([0.985, 0.98, 0.5, 1], negatives), 0.05)).toBe(0.75);
  });

  it('never lets more of the negatives through than allowed', () => {
    fc.assert(
      fc.property(both, fc.double({ min: 0, max: 0.99, noNaN: true }), ({ negatives, all }, fpr) => {
        const threshold = thresholdAt(all, fpr);
        const through = negatives.filter((n) => n > threshold).length / negatives.length;
        expect(through).toBeLessThanOrEqual(fpr + 1e-12);
      }),
    );
  });
});
