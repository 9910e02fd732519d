import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowStyle, hiddenStyle, insideStyle, topLayerStyle } from '../../../lib/page/badge-style';
import type { Spot } from '../../../lib/page/spot';
import { USUAL_SPOT } from '../../../lib/page/spot';
import { BADGE_CSS } from '../../../lib/ui/badge/badge-css';

const names = (style: string) => [...style.matchAll(/(--whence-[\w-]+):/g)].map((match) => match[1]);

const LEFT: Spot = { side: 'left', x: 4, y: 50, run: 210 };
const SPOTS: Spot[] = [USUAL_SPOT, LEFT, { ...LEFT, side: 'right' }, { ...LEFT, run: null }];

describe('the strip that a badge stands in', () => {
  it('writes no number where the video fills its parent', () => {
    const style = insideStyle({ left: 0, top: 0, width: 560 }, 560, null, USUAL_SPOT);
    expect(style).toContain('--whence-inset:0 0 auto 0!important');
    expect(style).not.toMatch(/\dpx/);
  });

  it('lies along the top edge of the video elsewhere', () => {
    const offset = fc.integer({ min: -2000, max: 2000 });
    fc.assert(
      fc.property(offset, offset, fc.integer({ min: 1, max: 4000 }), (left, top, width) => {
        const style = insideStyle({ left, top, width }, width + 1, 3, USUAL_SPOT);
        expect(style).toContain(`--whence-inset:${top}px auto auto ${left}px!important`);
        expect(style).toContain(`--whence-width:${width}px!important`);
      }),
    );
  });

  it('lies where it was decided, whatever it counts from', () => {
    const box = { left: 10, top: 20, width: 400 };
    const filled = { left: 0, top: 0, width: 400 };
    const right: Spot = { ...LEFT, side: 'right' };
    expect(insideStyle(box, 900, null, LEFT)).toContain('--whence-inset:70px auto auto 14px!');
    expect(insideStyle(box, 900, null, right)).toContain('--whence-inset:70px auto auto 196px!');
    expect(insideStyle(filled, 400, null, LEFT)).toContain('--whence-inset:50px auto auto 4px!');
    expect(insideStyle(filled, 400, null, right)).toContain('--whence-inset:50px 4px auto auto!');
    expect(flowStyle('absolute', box, null, right)).toContain('--whence-frame-inset:70px auto auto 196px!');
    expect(topLayerStyle(right)).toContain(
      '--whence-inset:calc(anchor(top) + 50px) calc(anchor(right) - 4px) auto auto!',
    );
    for (const style of [insideStyle(filled, 400, null, LEFT), topLayerStyle(LEFT)]) {
      expect(style).toContain('--whence-width:210px!');
      expect(style).toContain('--whence-align:left!');
    }
  });

  it('takes no room where the layout itself moves it', () => {
    const box = { left: -160, top: -90, width: 320 };
    const style = flowStyle('absolute', box, null, USUAL_SPOT);
    expect(style).toContain('--whence-width:0!important');
    expect(style).toContain('--whence-frame-inset:-90px auto auto -160px!important');
    expect(flowStyle('relative', box, null, USUAL_SPOT)).toContain('--whence-display:inline!important');
  });

  it('says the same of every place, all of it important, and nothing that its root does not read', () => {
    const box = { left: 1, top: 2, width: 3 };
    const places = SPOTS.flatMap((spot) => [
      insideStyle(box, 9, 1, spot),
      insideStyle({ left: 0, top: 0, width: 9 }, 9, 1, spot),
      flowStyle('absolute', box, 1, spot),
      flowStyle('relative', box, null, spot),
      topLayerStyle(spot),
      topLayerStyle(spot, true),
    ]);
    for (const style of [...places, hiddenStyle]) {
      expect(names(style)).toEqual(names(hiddenStyle));
      expect(style.split(';').every((rule) => rule.endsWith('!important'))).toBe(true);
    }
    for (const name of names(hiddenStyle)) expect(BADGE_CSS).toContain(`var(${name})`);
  });
});
