import { describe, expect, it, vi } from 'vitest';
import { inTime } from '../../../lib/engine/in-time';
import { CheckError } from '../../../lib/evidence/check-error';

describe('an answer of the page', () => {
  it('is passed on, as is a refusal', async () => {
    expect(await inTime(Promise.resolve(7), 1000)).toBe(7);
    await expect(inTime(Promise.reject(new CheckError('no-frames', 'none')), 1000)).rejects.toMatchObject({
      reason: 'no-frames',
    });
  });

  it('is not waited for without end', async () => {
    vi.useFakeTimers();
    try {
      const late = inTime(new Promise(() => undefined), 1000).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(1000);
      expect(await late).toMatchObject({ reason: 'timed-out' });
    } finally {
      vi.useRealTimers();
    }
  });
});
