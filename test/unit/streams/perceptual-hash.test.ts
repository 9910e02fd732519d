import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../lib/media/frame';
import { framesMatch } from '../../../lib/media/frames-match';
import { hammingDistance, lumaOf, perceptualHash } from '../../../lib/media/perceptual-hash';

type Paint = (x: number, y: number) => readonly [number, number, number];

function paint(width: number, height: number, color: Paint, time = 0): Frame {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      data.set([...color(x, y).map((value) => value & 255), 255], (y * width + x) * 4);
  return { time, width, height, fullWidth: width, fullHeight: height, data };
}

const hashOf = (frame: Frame) => perceptualHash(lumaOf(frame));

describe('a perceptual hash', () => {
  const div = (a: number, b: number) => Math.floor(a / b);
  const picture = (width: number, height: number, k: number) =>
    paint(width, height, (x, y) => [
      (div(x, 9 + k) + div(y, 7 + k)) % 2 ? div(x * x * k, 97) + y * 3 : x * 2 + y * k,
      div(y * y, 5 + k) + x,
      div((x - div(width, 2)) ** 2 + (y - div(height, 2)) ** 2, 11 * k),
    ]);

  // Made with the reference implementation (its bits in reverse order, 32 to a word).
  it.each([
    [160, 120, 1, 'e434c94c56dadd92d1afa372e4b94ca3f9645a55fd3e4a14a22b0dea99ec8a01'],
    [300, 200, 3, '4a8c5a84c7a41a04f094e3f4f8b676b43b567ed47a5393966a53d253e7194393'],
    [512, 288, 5, 'b31051302132773249321732977afd12b778753a3788ff2a33ac129839ad7baf'],
    [64, 64, 2, '1914eaba1515e6bf0797eabad84e34a1f4552fabeafa1920f0e41501a2a91f1f'],
  ])('of %i x %i is that of the reference', (width, height, k, expected) => {
    const hash = hashOf(picture(width, height, k));
    expect([...hash.bits].map((word) => word.toString(16).padStart(8, '0')).join('')).toBe(expected);
    expect(hash.quality).toBe(100);
  });

  it('says that there is nothing to see in a flat picture', () => {
    expect(hashOf(paint(64, 48, () => [9, 9, 9])).quality).toBe(0);
  });

  it('counts every bit that differs', () => {
    const bits = (...words: number[]) => ({ bits: Uint32Array.from(words), quality: 100 });
    expect(hammingDistance(bits(0, 0xffffffff, 5), bits(0, 0, 4))).toBe(33);
  });
});

/** A scene that moves: blobs before stripes, told apart by its number. */
function scene(number: number, time: number, width = 160, height = 90): Frame {
  const [cx, cy] = [0.5 + 0.3 * Math.sin(time * 2 + number), 0.5 + 0.3 * Math.cos(time * 3 + 2 * number)];
  return paint(
    width,
    height,
    (x, y) => {
      const [u, v] = [x / width, y / height];
      const blob = Math.hypot(u - cx, v - cy) < 0.2 ? 120 : 0;
      const stripes = 50 * Math.sin(u * (9 + 5 * number) + v * (17 - 3 * number) + time + number);
      const value = 80 + blob + stripes;
      return [value, value * 0.9, value * 0.7];
    },
    time,
  );
}

const TIMES = [1, 1.04, 1.08, 1.12, 1.16, 1.2];
const decoded = TIMES.map((time) => scene(1, time));
const changed = (frame: Frame, change: (value: number, x: number, y: number) => number): Frame => ({
  ...frame,
  data: frame.data.map((value, at) => {
    const pixel = at >> 2;
    return at % 4 === 3
      ? value
      : Math.max(0, Math.min(255, change(value, pixel % frame.width, Math.floor(pixel / frame.width))));
  }),
});

describe('frames on screen', () => {
  it('match the frames that were decoded, at another size, noisy, and brighter', () => {
    const screen = [1.04, 1.16].map((time) =>
      changed(scene(1, time, 240, 136), (value, x, y) => value * 1.06 + 4 + (((x * 7 + y * 13) % 11) - 5)),
    );
    expect(framesMatch(screen, decoded)).toMatchObject({ matched: true, compared: 2 });
  });

  it('do not match another scene at the same times', () => {
    const result = framesMatch([scene(2, 1.04), scene(2, 1.16)], decoded);
    expect(result.matched).toBe(false);
    expect(result.difference).toBeGreaterThan(24);
  });

  it('do not match where a part of each was replaced', () => {
    const patched = [1.04, 1.16].map((time) =>
      changed(scene(1, time), (value, x, y) => (x > 90 && x < 122 && y > 30 && y < 48 ? 255 - value : value)),
    );
    expect(framesMatch(patched, decoded).matched).toBe(false);
  });

  it('do not match mirrored', () => {
    const mirrored = [1.04, 1.16].map((time) => {
      const frame = scene(1, time);
      return changed(frame, (_, x, y) => frame.data[(y * frame.width + frame.width - 1 - x) * 4] as number);
    });
    expect(framesMatch(mirrored, decoded).matched).toBe(false);
  });

  it('cannot be told from one frame, except where the video stands still', () => {
    expect(framesMatch([scene(1, 1.04)], decoded).matched).toBeNull();
    expect(framesMatch([scene(1, 1.04)], decoded, 1).matched).toBe(true);
  });

  it('cannot be told from black frames, at far times, or from nothing', () => {
    const black = [1.04, 1.16].map((time) => paint(160, 90, () => [0, 0, 0], time));
    expect(framesMatch(black, black)).toEqual({
      matched: null,
      distance: null,
      difference: null,
      compared: 0,
    });
    expect(framesMatch([scene(1, 7), scene(1, 8)], decoded).matched).toBeNull();
    expect(framesMatch([], decoded).matched).toBeNull();
  });

  it('are undecided where half of them match', () => {
    expect(framesMatch([scene(1, 1.04), scene(2, 1.16)], decoded).matched).toBeNull();
  });
});
