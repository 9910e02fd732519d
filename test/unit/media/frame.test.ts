import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropRectangle, reductionOf } from '../../../lib/media/frame';
import { turned } from '../../../lib/media/frame-pixels';

const side = fc.integer({ min: 1, max: 4400 });

describe('the part of a picture that is looked at', () => {
  it('lies in the middle, within the picture, on even offsets', () => {
    fc.assert(
      fc.property(side, side, fc.boolean(), (width, height, scaled) => {
        const box = cropRectangle({ count: 8, crop: 224, ...(scaled && { scaleUnit: 450 }) }, width, height);
        expect(box.x % 2).toBe(0);
        expect(box.y % 2).toBe(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
        expect(Math.abs(width - box.width - 2 * box.x)).toBeLessThanOrEqual(3);
        expect(box.width).toBe(Math.min(width, 224 * (scaled ? reductionOf(width, height, 450) : 1)));
      }),
    );
  });

  it.each([
    [360, 1],
    [576, 1],
    [674, 1],
    [720, 2],
    [1080, 2],
    [1440, 3],
    [2160, 5],
  ])('takes a short side of %d as %d times the unit', (short, times) => {
    expect(reductionOf(4000, short, 450)).toBe(times);
  });

  it('turns upright, clockwise', () => {
    const pixel = (v: number) => [v, v, v, 255];
    const data = Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap(pixel));
    const reds = (turn: 0 | 90 | 180 | 270) => {
      const { data: out, width, height } = turned(data, 3, 2, turn);
      return [width, height, ...out.filter((_, i) => i % 4 === 0)];
    };
    expect(reds(0)).toEqual([3, 2, 1, 2, 3, 4, 5, 6]);
    expect(reds(90)).toEqual([2, 3, 4, 1, 5, 2, 6, 3]);
    expect(reds(180)).toEqual([3, 2, 6, 5, 4, 3, 2, 1]);
    expect(reds(270)).toEqual([2, 3, 3, 6, 2, 5, 1, 4]);
  });
});
