import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateLimit } from '../../../lib/messaging/rate-limit';

describe('a limit of messages', () => {
  it('lets a burst pass, then as many as the rate gives, for each sender by itself', () => {
    let now = 0;
    const mayPass = rateLimit({ burst: 5, perSecond: 2 }, () => now);
    const tries = (sender: string, count: number) =>
      Array.from({ length: count }, () => mayPass(sender)).filter(Boolean).length;
    expect(tries('a', 100)).toBe(5);
    expect(tries('b', 3)).toBe(3);
    now = 1000;
    expect(tries('a', 100)).toBe(2);
    now = 1_000_000;
    expect(tries('a', 100)).toBe(5);
  });

  it('never lets more pass than burst and rate allow, whenever they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 500 }), { maxLength: 200 }), (pauses) => {
        let now = 0;
        let passed = 0;
        const mayPass = rateLimit({ burst: 10, perSecond: 20 }, () => now);
        for (const pause of pauses) {
          now += pause;
          if (mayPass('a')) passed++;
        }
        expect(passed).toBeLessThanOrEqual(10 + Math.ceil((now / 1000) * 20));
      }),
    );
  });
});
