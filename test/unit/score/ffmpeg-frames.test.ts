import { describe, expect, it } from 'vitest';
import { viewOf } from '../../qa/score/ffmpeg-frames';

describe('the view of a picture that ffmpeg decoded', () => {
  const picture = Uint8Array.from({ length: 12 * 8 * 4 }, (_, i) => (i % 4 === 3 ? 255 : i % 251));
  const head = { time: 1.5, width: 8, height: 8, fullWidth: 12, fullHeight: 8 };

  it('is the browser’s: the middle square', () => {
    const frame = viewOf(picture, head, { count: 1, side: 8 });
    expect(frame).toMatchObject({ time: 1.5, width: 8, height: 8, fullWidth: 12, fullHeight: 8 });
    const at = (x: number, y: number) => [...picture.subarray((y * 12 + x) * 4, (y * 12 + x) * 4 + 32)];
    expect([...frame.data.subarray(0, 32)]).toEqual(at(2, 0));
    expect([...frame.data.subarray(224)]).toEqual(at(2, 7));
  });

  it('is refused where the picture has another size', () => {
    expect(() => viewOf(picture.subarray(4), head, { count: 1, side: 8 })).toThrow(/bytes for 12 x 8/);
  });
});
