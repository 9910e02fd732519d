import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaCdf, clopperPearson, lowerBound, upperBound } from '../../qa/statistics/clopper-pearson';

describe('exact bounds of a share', () => {
  it.each<[number, number, number]>([
    // Closed form for no hits: 1 - 0.05^(1/n)
    [0, 300, 1 - 0.05 ** (1 / 300)],
    [0, 482, 1 - 0.05 ** (1 / 482)],
    [300, 300, 1],
  ])('%d of %d: at most %d, one-sided', (hits, trials, expected) => {
    expect(upperBound(hits, trials)).toBeCloseTo(expected, 10);
  });

  it.each<[number, number, [number, number]]>([
    // R: binom.test(x, n)$conf.int
    [0, 10, [0, 0.3084971078187608]],
    [5, 10, [0.1870860284474045, 0.8129139715525955]],
    [1, 100, [0.0002531460464, 0.0544593854]],
    [10, 10, [0.6915028921812392, 1]],
  ])('%d of %d: two-sided', (hits, trials, [low, high]) => {
    const [mine, top] = clopperPearson(hits, trials);
    expect(mine).toBeCloseTo(low, 8);
    expect(top).toBeCloseTo(high, 8);
  });

  it('inverts the binomial distribution', () => {
    const chance = (hits: number, trials: number, p: number): number => {
      // P(X <= hits), summed.
      let term = (1 - p) ** trials;
      let sum = term;
      for (let k = 1; k <= hits; k++) {
        term *= ((trials - k + 1) / k) * (p / (1 - p));
        sum += term;
      }
      return sum;
    };
    const pair = fc
      .integer({ min: 2, max: 60 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.constant(n)));
    fc.assert(
      fc.property(pair, ([hits, trials]) => {
        expect(chance(hits, trials, upperBound(hits, trials))).toBeCloseTo(0.05, 6);
        expect(lowerBound(hits, trials)).toBeLessThanOrEqual(hits / trials);
        expect(upperBound(hits, trials)).toBeGreaterThan(hits / trials);
      }),
    );
  });

  it('has no bound without trials', () => {
    expect([lowerBound(0, 0), upperBound(0, 0)]).toEqual([0, 1]);
  });

  it('knows the uniform and the arcsine distribution', () => {
    for (const x of [0, 0.2, 0.5, 0.9, 1]) {
      expect(betaCdf(x, 1, 1)).toBeCloseTo(x, 12);
      expect(betaCdf(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 10);
    }
  });
});
