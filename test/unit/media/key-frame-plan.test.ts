import fc from 'fast-check';
import type { EncodedPacket } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { type PacketIndex, planRuns } from '../../../lib/media/key-frame-plan';

interface Clip {
  /** Packets and their interval in seconds. */
  count: number;
  interval: number;
  /** Every so many packets one is a key packet. */
  gap: number;
  byteLength: number;
}

/** A track without media: packets of one size in order of time. */
function track({ count, interval, gap, byteLength }: Clip): PacketIndex & { packets: EncodedPacket[] } {
  const packets = Array.from(
    { length: count },
    (_, i) =>
      ({
        type: i % gap === 0 ? 'key' : 'delta',
        timestamp: i * interval,
        sequenceNumber: i,
        byteLength,
      }) as EncodedPacket,
  );
  const keys = packets.filter(({ type }) => type === 'key');
  return {
    packets,
    getFirstKeyPacket: async () => keys[0] ?? null,
    getKeyPacket: async (t) => keys.findLast(({ timestamp }) => timestamp <= t) ?? null,
    getNextKeyPacket: async (p) => keys.find(({ timestamp }) => timestamp > p.timestamp) ?? null,
    getNextPacket: async (p) => packets[p.sequenceNumber + 1] ?? null,
  };
}

const WISH = { count: 8, least: 6, bytes: 2_000_000 };

describe('which packets to decode', () => {
  it('spreads key frames over the whole duration', async () => {
    const index = track({ count: 1800, interval: 1 / 30, gap: 30, byteLength: 1000 });
    const runs = await planRuns(index, 60, WISH);
    const times = runs.map(({ packets }) => packets[0]?.timestamp ?? NaN);
    expect(runs.every(({ packets }) => packets.length === 1)).toBe(true);
    expect(times).toHaveLength(8);
    expect(times[0]).toBeLessThan(6);
    expect(times.at(-1)).toBeGreaterThan(50);
    expect(Math.max(...times.map((t, i) => t - (times[i - 1] ?? t)))).toBeLessThan(10);
  });

  it('goes on from key frames where there are few', async () => {
    const index = track({ count: 240, interval: 1 / 24, gap: 120, byteLength: 1000 });
    const runs = await planRuns(index, 10, WISH);
    expect(runs).toHaveLength(2);
    expect(runs.map(({ wanted }) => wanted.length)).toEqual([4, 4]);
    const [first, second] = runs;
    expect(first?.wanted.at(-1)).toBeGreaterThan(4);
    expect(second?.wanted[0]).toBeCloseTo(5);
  });

  it('has nothing for a track without a key packet', async () => {
    const index = {
      ...track({ count: 9, interval: 1, gap: 1, byteLength: 1 }),
      getFirstKeyPacket: async () => null,
    };
    expect(await planRuns(index, 9, WISH)).toEqual([]);
  });

  it('asks for at most as many pictures as wanted, each once, within its run, and keeps the bytes', async () => {
    const clip = fc.record({
      count: fc.integer({ min: 1, max: 400 }),
      interval: fc.constantFrom(1 / 60, 1 / 24, 0.5),
      gap: fc.integer({ min: 1, max: 300 }),
      byteLength: fc.integer({ min: 1, max: 60_000 }),
    });
    await fc.assert(
      fc.asyncProperty(clip, async (made) => {
        const runs = await planRuns(track(made), made.count * made.interval, WISH);
        const wanted = runs.flatMap((run) => run.wanted);
        expect(wanted.length).toBeGreaterThan(0);
        expect(wanted.length).toBeLessThanOrEqual(8);
        expect(new Set(wanted).size).toBe(wanted.length);
        expect(wanted).toEqual([...wanted].sort((a, b) => a - b));
        for (const { packets, wanted: times } of runs) {
          expect(packets[0]?.type).toBe('key');
          const held = new Set(packets.map(({ timestamp }) => timestamp));
          expect(times.every((time) => held.has(time))).toBe(true);
        }
        const bytes = runs
          .flatMap(({ packets }) => packets)
          .reduce((sum, { byteLength }) => sum + byteLength, 0);
        expect(bytes).toBeLessThanOrEqual(WISH.bytes);
        if (made.count >= 8 && made.byteLength * 64 <= WISH.bytes)
          expect(wanted.length).toBeGreaterThanOrEqual(6);
      }),
    );
  });
});
