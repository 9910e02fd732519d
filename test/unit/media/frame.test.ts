import { describe, expect, it } from 'vitest';
import { turned } from '../../../lib/media/frame-pixels';

describe('a picture that its container turns', () => {
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
