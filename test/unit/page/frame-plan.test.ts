import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framesNeeded, isDue, MOST_FRAMES, spacingOf } from '../../../lib/page/frame-plan';

describe('spacing of frames', () => {
  it.each([
    [2.4, 0.3],
    [1, 0.125],
    [60, 0.7],
    [Number.POSITIVE_INFINITY, 0.5],
    [Number.NaN, 0.5],
    [0, 0.5],
  ])('of a video of %s s is %s s', (duration, seconds) => {
    expect(spacingOf(duration)).toBeCloseTo(seconds);
  });

  it('lets eight frames fit into six seconds of watching, and into the video', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e5, noNaN: true }), (duration) => {
        const spacing = spacingOf(duration);
        expect(spacing).toBeGreaterThan(0);
        expect(spacing * (MOST_FRAMES - 1)).toBeLessThan(6);
        expect(spacing * (MOST_FRAMES - 1)).toBeLessThan(duration);
      }),
    );
  });

  it('counts in both directions, since loops jump back', () => {
    expect(isDue(null, 5, 0.5)).toBe(true);
    expect(isDue(5, 5.4, 0.5)).toBe(false);
    expect(isDue(5, 5.5, 0.5)).toBe(true);
    expect(isDue(5, 0.1, 0.5)).toBe(true);
  });

  it('needs six frames, or as many as were asked for', () => {
    expect([1, 5, 6, 8].map(framesNeeded)).toEqual([1, 5, 6, 6]);
  });
});
