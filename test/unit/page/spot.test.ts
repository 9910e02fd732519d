import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badgeCorner } from '../../../lib/page/sites/badge-corner';
import { GENERIC } from '../../../lib/page/sites/generic';
import { SITES } from '../../../lib/page/sites/table';
import { type Area, chooseSpot, type Spot } from '../../../lib/page/spot';

const USUAL = badgeCorner(GENERIC);
const SIZE = { width: 640, height: 360 };

/** What a badge covers at most, as its strip and the rules of badge-css.ts have it. */
function boxOf({ side, x, y, run }: Spot, width: number): Area {
  const length = run ?? width - x;
  const left = side === 'left' ? x : width - x - length;
  const padding = length < 200 ? 4 : 8;
  const most = length < 200 ? 24 : length - 2 * padding;
  const from = side === 'left' ? left + padding : left + length - padding - most;
  return { left: from, top: y + padding, right: from + most, bottom: y + padding + 24 };
}

const meets = (a: Area, b: Area): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const chip = (left: number, top: number, width = 40, height = 24): Area => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

describe('the spot of a badge', () => {
  it('is the whole upper edge, at the right, where nothing is known of the site', () => {
    expect(chooseSpot(USUAL, SIZE, [])).toEqual({ side: 'right', x: 0, y: 0, run: null });
  });

  it('is the corner that the site leaves free, as far in as its own things reach', () => {
    for (const site of SITES) {
      const { corner, offset } = badgeCorner(site);
      const spot = chooseSpot(badgeCorner(site), { width: 600, height: 1000 }, []);
      expect([site.name, `top-${spot.side}`, spot.y]).toEqual([site.name, corner, offset.y]);
    }
  });

  it('is mirrored for the layouts of a site, and is the usual one elsewhere, from right to left', () => {
    expect(badgeCorner(GENERIC, null, 'rtl').corner).toBe('top-right');
    for (const site of SITES)
      expect(badgeCorner(site, null, 'rtl').corner).not.toBe(badgeCorner(site).corner);
  });

  it('is the other corner where something stands in the first, then the row beneath', () => {
    const [right, left] = [chip(592, 8), chip(8, 8)];
    expect(chooseSpot(USUAL, SIZE, [right])).toEqual({ side: 'left', x: 0, y: 0, run: 592 });
    expect(chooseSpot(USUAL, SIZE, [left])).toEqual({ side: 'right', x: 0, y: 0, run: 592 });
    expect(chooseSpot(USUAL, SIZE, [right, left])).toEqual({ side: 'right', x: 0, y: 28, run: null });
  });

  it('holds the icon alone where there is no room for words, even where nothing is free', () => {
    const bars = [0, 60, 120, 180].map((top) => chip(60, top, 520, 60));
    expect(chooseSpot(USUAL, SIZE, bars)).toEqual({ side: 'right', x: 0, y: 0, run: 60 });
    const all = chip(0, 0, 640, 360);
    expect(chooseSpot(USUAL, SIZE, [all])).toEqual({ side: 'right', x: 0, y: 0, run: 44 });
  });

  it('stays while it is free, though a better one were free again', () => {
    const moved = chooseSpot(USUAL, SIZE, [chip(592, 8)]);
    expect(chooseSpot(USUAL, SIZE, [], moved)).toEqual({ side: 'left', x: 0, y: 0, run: null });
    expect(chooseSpot(USUAL, SIZE, [chip(8, 8)], moved).side).toBe('right');
  });

  it('covers nothing wherever there is room, and lies whole on its video', () => {
    const side = fc.integer({ min: 0, max: 600 });
    const chips = fc.array(
      fc.tuple(side, side, fc.integer({ min: 8, max: 90 }), fc.integer({ min: 8, max: 50 })),
      { maxLength: 5 },
    );
    const sizes = fc.record({
      width: fc.integer({ min: 120, max: 1000 }),
      height: fc.integer({ min: 120, max: 800 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(GENERIC, ...SITES), sizes, chips, (site, size, made) => {
        const taken = made.map(([left, top, width, height]) => chip(left, top, width, height));
        const spot = chooseSpot(badgeCorner(site), size, taken);
        const box = boxOf(spot, size.width);
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(size.width);
        expect(box.bottom).toBeLessThanOrEqual(size.height);
        if (spot.run !== 44) for (const area of taken) expect(meets(area, box)).toBe(false);
      }),
    );
  });
});
