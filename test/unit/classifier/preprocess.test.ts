import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import { boxAverage, centre, luma, prepare, toInput } from '../../../lib/evidence/classifier/preprocess';
import { goldenCases, goldenFrame } from './golden-pictures';

describe('preprocessing', () => {
  it.each(goldenCases())('gives the training side’s input to the byte: $name', (golden) => {
    const plane = prepare(goldenFrame(golden), packagedManifest.input);
    const hash = createHash('sha256').update(plane?.data ?? new Uint8Array());
    expect(hash.digest('hex')).toBe(golden.inputSha256);
  });

  it('has no input for a crop that is too small or short of pixels', () => {
    const frame = {
      time: 0,
      width: 223,
      height: 300,
      fullWidth: 223,
      fullHeight: 300,
      data: new Uint8Array(267_600),
    };
    expect(prepare(frame, packagedManifest.input)).toBeNull();
    expect(prepare({ ...frame, width: 300 }, packagedManifest.input)).toBeNull();
  });

  it('weighs grey as itself and keeps within a byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (v) => {
        const data = Uint8Array.of(v, v, v, 255);
        expect(luma({ width: 1, height: 1, data }).data[0]).toBe(v);
      }),
    );
  });

  it('averages blocks to values between the extremes of each block', () => {
    const plane = fc.record({
      k: fc.integer({ min: 1, max: 4 }),
      width: fc.integer({ min: 4, max: 13 }),
      data: fc.uint8Array({ minLength: 13 * 9, maxLength: 13 * 9 }),
    });
    fc.assert(
      fc.property(plane, ({ k, width, data }) => {
        const small = boxAverage({ width, height: 9, data: data.slice(0, width * 9) }, k);
        expect([small.width, small.height]).toEqual([Math.floor(width / k), Math.floor(9 / k)]);
        expect(Math.max(...small.data)).toBeLessThanOrEqual(Math.max(...data.slice(0, width * 9)));
        expect(Math.min(...small.data)).toBeGreaterThanOrEqual(Math.min(...data.slice(0, width * 9)));
      }),
    );
  });

  it('takes the middle, offsets rounded down', () => {
    const data = Uint8Array.from({ length: 30 }, (_, i) => i);
    expect([...centre({ width: 6, height: 5, data }, 2).data]).toEqual([8, 9, 14, 15]);
  });

  it('scales to 0..1', () => {
    const input = toInput({ width: 3, height: 1, data: Uint8Array.of(0, 51, 255) });
    expect([...input]).toEqual([0, Math.fround(0.2), 1]);
  });
});
