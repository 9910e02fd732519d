import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Announcement } from '../../../lib/page/announcement';

describe('announcements of one video', () => {
  it('take answers to the last one only, and none after a withdrawal', () => {
    const step = fc.oneof(
      fc.constant('renew' as const),
      fc.constant('withdraw' as const),
      fc.record({ generation: fc.integer({ min: 0, max: 20 }) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const news = new Announcement(0);
        let count = 0;
        let open = false;
        for (const taken of steps) {
          if (taken === 'renew') {
            expect(news.renew(0)).toBe(++count);
            open = true;
          } else if (taken === 'withdraw') {
            expect(news.withdraw()).toBe(open);
            open = false;
          } else expect(news.accepts(taken)).toBe(open && taken.generation === count);
        }
      }),
    );
  });

  it('time the first label and the last, once each', () => {
    const news = new Announcement(100);
    news.renew(120);
    news.shown({ label: 'checking', final: false }, 130);
    expect(news.timings).toEqual({ found: 100, firstLabel: null, final: null });
    news.shown({ label: 'ai-generated', final: false }, 140);
    news.shown({ label: 'ai-generated', final: true }, 190);
    news.shown({ label: 'ai-generated', final: true }, 300);
    expect(news.timings).toEqual({ found: 100, firstLabel: 140, final: 190 });
  });

  it('begin anew with another source', () => {
    const news = new Announcement(100);
    news.renew(120);
    news.shown({ label: 'nothing-found', final: true }, 150);
    news.renew(400);
    expect(news.timings).toEqual({ found: 400, firstLabel: null, final: null });
  });
});
