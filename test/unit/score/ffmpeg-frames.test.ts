import { describe, expect, it } from 'vitest';
import { cut } from '../../qa/score/ffmpeg-frames';

describe('the crop of a picture that ffmpeg decoded', () => {
  const picture = Uint8Array.from({ length: 12 * 8 * 4 }, (_, i) => i % 251);
  const head = { time: 1.5, width: 4, height: 4, fullWidth: 12, fullHeight: 8 };

  it('is the browser’s: the middle, at even offsets', () => {
    const frame = cut(picture, head, { count: 1, crop: 4 });
    expect(frame).toMatchObject({ time: 1.5, width: 4, height: 4, fullWidth: 12, fullHeight: 8 });
    const at = (x: number, y: number) => [...picture.subarray((y * 12 + x) * 4, (y * 12 + x) * 4 + 16)];
    expect([...frame.data.subarray(0, 16)]).toEqual(at(4, 2));
    expect([...frame.data.subarray(48)]).toEqual(at(4, 5));
  });

  it('is refused where the picture has another size', () => {
    expect(() => cut(picture.subarray(4), head, { count: 1, crop: 4 })).toThrow(/bytes for 12 x 8/);
  });
});
