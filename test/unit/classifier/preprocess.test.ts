import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSquare, luma, toInput } from '../../../lib/evidence/classifier/preprocess';
import { goldenCases, goldenFrame } from './golden-pictures';

describe('preprocessing', () => {
  it.each(goldenCases())('gives the training side’s square to the byte: $name', (golden) => {
    const { data } = goldenFrame(golden);
    const rgb = data.filter((_, i) => i % 4 !== 3);
    expect(createHash('sha256').update(rgb).digest('hex')).toBe(golden.inputSha256);
  });

  it('takes only squares of the side asked for, with a pixel for every place', () => {
    const square = (width: number, height: number, bytes: number) =>
      isSquare({ width, height, data: new Uint8Array(bytes) }, 3);
    expect(square(3, 3, 36)).toBe(true);
    expect([square(3, 3, 35), square(4, 3, 48), square(3, 2, 24), square(0, 0, 0)]).toEqual(
      Array(4).fill(false),
    );
  });

  it('weighs grey as itself and keeps within a byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (v) => {
        expect([...luma({ width: 1, height: 1, data: Uint8Array.of(v, v, v, 255) })]).toEqual([v]);
      }),
    );
  });

  it('puts the channels one after the other, in 0..1', () => {
    const data = Uint8Array.of(0, 51, 255, 9, 102, 153, 204, 9);
    const shares = [0, 102, 51, 153, 255, 204].map((value) => Math.fround(value / 255));
    expect([...toInput({ width: 2, height: 1, data })]).toEqual(shares);
  });
});
