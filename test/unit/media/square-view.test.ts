import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { middleSquare, squareView } from '../../../lib/media/square-view';

/** Made by test/fixtures/squares/make.py with the training side's own code. */
interface Case {
  width: number;
  height: number;
  side: number;
  rgb: number[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../fixtures/squares/squares.json', import.meta.url), 'utf8'),
) as Case[];

/** The same formula as `picture` in make.py. */
function picture(width: number, height: number): Uint8Array {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        data[(y * width + x) * 4 + c] = 31 * x * x + 17 * y * y + 13 * x * y + 70 * c;
  return data;
}

const size = fc.integer({ min: 1, max: 40 });

describe('the square view of a picture', () => {
  it.each(cases)('is the training side’s to the byte: $width x $height to $side', (one) => {
    const { width, height, side, rgb } = one;
    const view = squareView(picture(width, height), width, middleSquare(width, height), side);
    expect([...view].filter((_, i) => i % 4 !== 3)).toEqual(rgb);
    expect([...view].filter((_, i) => i % 4 === 3)).toEqual(Array(side * side).fill(255));
  });

  it('lies in the middle, within the picture', () => {
    fc.assert(
      fc.property(size, size, (width, height) => {
        const box = middleSquare(width, height);
        expect([box.width, box.height]).toEqual(Array(2).fill(Math.min(width, height)));
        expect([0, 1]).toContain(width - box.width - 2 * box.x);
        expect([0, 1]).toContain(height - box.height - 2 * box.y);
      }),
    );
  });

  it('leaves one colour as it is, at every size', () => {
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 0, max: 255 }), (width, height, side, value) => {
        const data = new Uint8Array(width * height * 4).fill(value);
        const view = squareView(data, width, middleSquare(width, height), side);
        expect(new Set(view.filter((_, i) => i % 4 !== 3))).toEqual(new Set([value]));
      }),
    );
  });

  it('sees nothing outside its square', () => {
    const data = new Uint8Array(5 * 4 * 4).fill(9);
    for (let y = 1; y < 3; y++) data.fill(200, (y * 5 + 2) * 4, (y * 5 + 4) * 4);
    expect([...squareView(data, 5, { x: 2, y: 1, width: 2, height: 2 }, 1)]).toEqual([200, 200, 200, 255]);
  });
});
