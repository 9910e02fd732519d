import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calibrationError,
  coverageCurve,
  errorAt,
  precisionAt,
  reliability,
} from '../../qa/statistics/calibration';

const row = fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), positive: fc.boolean() });
const rows = fc.array(row, { minLength: 1, maxLength: 60 });

describe('calibration', () => {
  it('is exact where scores say how often', () => {
    const at = (score: number, hits: number, of: number) =>
      Array.from({ length: of }, (_, i) => ({ score, positive: i < hits }));
    expect(calibrationError([...at(0.25, 1, 4), ...at(0.75, 3, 4)])).toBeCloseTo(0, 12);
    // Half of the clips are off by 0.25, half by 0.05.
    expect(calibrationError([...at(0.25, 0, 4), ...at(0.95, 4, 4)])).toBeCloseTo(0.15, 12);
    expect(calibrationError(at(1, 0, 3))).toBe(1);
  });

  it('puts every clip into one bin, and is between 0 and 1', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 20 }), (all, bins) => {
        const counts = reliability(all, bins).map(({ count }) => count);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(all.length);
        const error = calibrationError(all, bins);
        expect(error).toBeGreaterThanOrEqual(0);
        expect(error).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('coverage against error', () => {
  it('counts errors among the surest', () => {
    const all = [
      { score: 0.99, positive: true },
      { score: 0.02, positive: false },
      { score: 0.9, positive: false },
      { score: 0.4, positive: true },
    ];
    expect(coverageCurve(all).map(({ error }) => error)).toEqual([0, 0, 1 / 3, 0.5]);
    expect(errorAt(all, 0.5)).toBe(0);
    expect(errorAt(all, 0.75)).toBe(1 / 3);
    expect(errorAt([], 0.5)).toBeNaN();
  });

  it('ends at all clips and their error', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const wrong = all.filter(({ score, positive }) => score >= 0.5 !== positive).length;
        expect(coverageCurve(all).at(-1)).toEqual({ coverage: 1, error: wrong / all.length });
      }),
    );
  });
});

describe('precision at a prevalence', () => {
  it('follows Bayes', () => {
    expect(precisionAt(0.01, 0.8, 0.01)).toBeCloseTo(0.008 / (0.008 + 0.0099), 12);
    expect(precisionAt(0.5, 1, 1)).toBe(0.5);
    expect(precisionAt(0.001, 0.5, 0)).toBe(1);
    expect(precisionAt(0.1, 0, 0)).toBeNaN();
  });
});
