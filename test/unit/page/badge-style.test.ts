import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowStyle, hiddenStyle, insideStyle, topLayerStyle } from '../../../lib/page/badge-style';
import { BADGE_CSS } from '../../../lib/ui/badge/badge-css';

const names = (style: string) => [...style.matchAll(/(--whence-[\w-]+):/g)].map((match) => match[1]);

describe('the strip that a badge stands in', () => {
  it('writes no number where the video fills its parent', () => {
    const style = insideStyle({ left: 0, top: 0, width: 560 }, 560, null);
    expect(style).toContain('--whence-inset:0 0 auto 0!important');
    expect(style).not.toMatch(/\dpx/);
  });

  it('lies along the top edge of the video elsewhere', () => {
    const offset = fc.integer({ min: -2000, max: 2000 });
    fc.assert(
      fc.property(offset, offset, fc.integer({ min: 1, max: 4000 }), (left, top, width) => {
        const style = insideStyle({ left, top, width }, width + 1, 3);
        expect(style).toContain(`--whence-inset:${top}px auto auto ${left}px!important`);
        expect(style).toContain(`--whence-width:${width}px!important`);
      }),
    );
  });

  it('takes no room where the layout itself moves it', () => {
    const box = { left: -160, top: -90, width: 320 };
    const style = flowStyle('absolute', box, null);
    expect(style).toContain('--whence-width:0!important');
    expect(style).toContain('--whence-frame-inset:-90px auto auto -160px!important');
    expect(flowStyle('relative', box, null)).toContain('--whence-display:inline!important');
  });

  it('says the same of every place, all of it important, and nothing that its root does not read', () => {
    const box = { left: 1, top: 2, width: 3 };
    const places = [insideStyle(box, 9, 1), flowStyle('absolute', box, 1), flowStyle('relative', box, null)];
    for (const style of [...places, topLayerStyle, hiddenStyle]) {
      expect(names(style)).toEqual(names(hiddenStyle));
      expect(style.split(';').every((rule) => rule.endsWith('!important'))).toBe(true);
    }
    for (const name of names(hiddenStyle)) expect(BADGE_CSS).toContain(`var(${name})`);
  });
});
