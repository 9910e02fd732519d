import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Side, sideOf, stretchOf } from '../../../lib/page/audio-place';

const player = { left: 40, top: 200, width: 300, height: 54 };
const inside =
  (box: { left: number; top: number; width: number; height: number }) => (x: number, y: number) =>
    x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height;

describe('where the badge of a player of sound goes', () => {
  it.each<[Side, Side[]]>([
    ['after', []],
    ['above', ['after']],
    ['below', ['after', 'above']],
    ['icon-above', ['after', 'above', 'below']],
  ])('%s, where %j is taken', (expected, taken) => {
    const isTaken = taken.map((side) => inside(stretchOf(side, player)));
    expect(sideOf(player, (x, y) => !isTaken.some((holds) => holds(x, y)))).toBe(expected);
  });

  it('never over the controls', () => {
    const size = fc.integer({ min: 20, max: 900 });
    const sides = fc.constantFrom<Side>('after', 'above', 'below', 'icon-above');
    fc.assert(
      fc.property(size, size, size, size, sides, (left, top, width, height, side) => {
        const box = { left, top, width, height };
        const stretch = stretchOf(side, box);
        const apart =
          stretch.left >= left + width || stretch.top + stretch.height <= top || stretch.top >= top + height;
        expect(apart).toBe(true);
      }),
    );
  });
});
