import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import {
  boxAverage,
  centre,
  luma,
  mirroredOut,
  prepare,
  toInput,
} from '../../../lib/evidence/classifier/preprocess';
import { goldenCases, goldenFrame } from './golden-pictures';

describe('preprocessing', () => {
  it.each(goldenCases())('gives the training side’s input to the byte: $name', (golden) => {
    const plane = prepare(goldenFrame(golden), packagedManifest.input);
    const hash = createHash('sha256').update(plane?.data ?? new Uint8Array());
    expect(hash.digest('hex')).toBe(golden.inputSha256);
  });

  it('has no input without pixels, or with fewer than the size says', () => {
    const frame = { time: 0, width: 223, height: 300, fullWidth: 223, fullHeight: 300 };
    const input = (data: number, width = 223) =>
      prepare({ ...frame, width, data: new Uint8Array(data) }, packagedManifest.input);
    expect(input(223 * 300 * 4 - 1)).toBeNull();
    expect(input(0, 0)).toBeNull();
    expect(input(223 * 300 * 4)?.data).toHaveLength(packagedManifest.input.crop ** 2);
  });

  it('mirrors out what is too small, and adds no value of its own', () => {
    const data = Uint8Array.of(1, 2, 3, 4, 5, 6);
    const { width, height, data: out } = mirroredOut({ width: 3, height: 2, data }, 5);
    expect([width, height]).toEqual([5, 5]);
    expect([...out.subarray(0, 15)]).toEqual([1, 2, 3, 3, 2, 4, 5, 6, 6, 5, 4, 5, 6, 6, 5]);
    const plane = fc.record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(plane, fc.integer({ min: 1, max: 20 }), ({ width: w, height: h }, side) => {
        const values = Uint8Array.from({ length: w * h }, (_, i) => i);
        const grown = mirroredOut({ width: w, height: h, data: values }, side);
        expect(grown.data).toHaveLength(Math.max(w, side) * Math.max(h, side));
        expect(new Set(grown.data)).toEqual(new Set(values));
      }),
    );
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
