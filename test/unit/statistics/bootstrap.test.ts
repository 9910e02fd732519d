import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interval, quantile, seeded } from '../../qa/statistics/bootstrap';

const mean = (rows: { value: number }[]): number =>
  rows.reduce((sum, { value }) => sum + value, 0) / rows.length;

describe('bootstrap over groups', () => {
  it('comes near the textbook interval of a mean', () => {
    const random = seeded(3);
    const rows = Array.from({ length: 400 }, (_, group) => ({ group, value: random() }));
    const [low, high] = interval(rows, mean);
    const half = (1.96 * Math.sqrt(1 / 12)) / Math.sqrt(400);
    expect(high - low).toBeGreaterThan(2 * half * 0.85);
    expect(high - low).toBeLessThan(2 * half * 1.15);
    expect(low).toBeLessThan(mean(rows));
    expect(high).toBeGreaterThan(mean(rows));
  });

  it('is wider where the clips of a group are alike: copies are no further witnesses', () => {
    const single = Array.from({ length: 20 }, (_, group) => ({ group, value: group % 2 }));
    const copied = single.flatMap((row) => Array.from({ length: 10 }, () => row));
    const alone = copied.map((row, i) => ({ ...row, group: i }));
    const width = ([low, high]: [number, number]) => high - low;
    expect(interval(copied, mean)).toEqual(interval(single, mean));
    expect(width(interval(alone, mean))).toBeLessThan(width(interval(copied, mean)) / 2);
  });

  it('gives the same twice, within the values, and nothing where there is nothing', () => {
    const rows = fc.array(fc.record({ group: fc.integer({ min: 0, max: 4 }), value: fc.integer() }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, (all) => {
        const [low, high] = interval(all, mean, { rounds: 50 });
        expect(interval(all, mean, { rounds: 50 })).toEqual([low, high]);
        expect(low).toBeGreaterThanOrEqual(Math.min(...all.map(({ value }) => value)) - 1e-6);
        expect(high).toBeLessThanOrEqual(Math.max(...all.map(({ value }) => value)) + 1e-6);
      }),
    );
    expect(interval([{ group: 1, value: 1 }], () => Number.NaN)).toEqual([Number.NaN, Number.NaN]);
  });

  it('interpolates between sorted values', () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
