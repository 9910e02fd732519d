import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockReader } from '../../../lib/media/block-reader';
import type { ByteSource } from '../../../lib/media/byte-source';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';

const KIB = 1024;
const never = new AbortController().signal;
const file = Uint8Array.from({ length: 600 * KIB }, (_, i) => (i * 31 + (i >> 8)) & 255);

/** A file whose length is known only after the first read, and the ranges that were asked of it. */
function watched(): { bytes: ByteSource; asked: [number, number][] } {
  const whole = createMemoryByteSource(file);
  const asked: [number, number][] = [];
  let size: number | null = null;
  const bytes: ByteSource = {
    ...whole,
    get size() {
      return size;
    },
    async read(start, end, signal) {
      asked.push([start, end]);
      size = file.length;
      return whole.read(start, end, signal);
    },
  };
  return { bytes, asked };
}

describe('bounded reads', () => {
  it('gives the bytes asked for, fetches none twice and none in pieces over 256 KiB', async () => {
    const range = fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 1, max: 400 * KIB }));
    await fc.assert(
      fc.asyncProperty(fc.array(range, { minLength: 1, maxLength: 8 }), async (ranges) => {
        const { bytes, asked } = watched();
        const reader = new BlockReader(bytes, file.length, never);
        await reader.size();
        for (const [start, length] of ranges) {
          const end = Math.min(file.length, start + length);
          expect(Buffer.compare(await reader.read(start, end), file.subarray(start, end))).toBe(0);
        }
        const sorted = asked.sort((a, b) => a[0] - b[0]);
        for (const [i, [start, end]] of sorted.entries()) {
          expect(end - start).toBeLessThanOrEqual(256 * KIB);
          expect(start).toBeGreaterThanOrEqual(sorted[i - 1]?.[1] ?? 0);
        }
        expect(reader.spent).toBeLessThanOrEqual(file.length);
      }),
      { numRuns: 50 },
    );
  });

  it('reads ahead as far as it is told', async () => {
    const { bytes, asked } = watched();
    const reader = new BlockReader(bytes, file.length, never);
    expect(await reader.size()).toBe(file.length);
    await reader.read(100 * KIB, 100 * KIB + 16);
    reader.least = 8 * KIB;
    await reader.read(300 * KIB, 300 * KIB + 16);
    expect(asked.map(([start, end]) => (end - start) / KIB)).toEqual([64, 64, 8]);
  });

  it('fetches nothing past the budget', async () => {
    const { bytes } = watched();
    const reader = new BlockReader(bytes, 100 * KIB, never);
    await reader.size();
    await expect(reader.read(200 * KIB, 300 * KIB)).rejects.toMatchObject({ reason: 'too-large' });
    expect(reader.spent).toBe(64 * KIB);
  });

  it('names a file that ends early, an empty one and one of unknown length', async () => {
    const short: ByteSource = { ...createMemoryByteSource(file.subarray(0, 1000)), size: 5000 };
    await expect(new BlockReader(short, 1e6, never).read(0, 2000)).rejects.toMatchObject({
      reason: 'truncated',
    });
    const empty = new BlockReader(createMemoryByteSource(new Uint8Array()), 1e6, never);
    await expect(empty.size()).rejects.toMatchObject({ reason: 'empty-file' });
    const endless: ByteSource = { ...createMemoryByteSource(file), size: null };
    await expect(new BlockReader(endless, 1e6, never).size()).rejects.toMatchObject({
      reason: 'range-ignored',
    });
  });
});
