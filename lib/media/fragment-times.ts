import { type Box, boxesIn } from './boxes';

/** What a movie header says of one track: units a second, and how many units a sample lasts unless told. */
export interface TrackClock {
  timescale: number;
  sampleDuration: number;
}

/** Seconds of the track's own time. */
export interface FragmentTime {
  start: number;
  duration: number;
}

/** Clocks of all tracks of an initialization segment, by track number (ISO/IEC 14496-12, 8.4.2 and 8.8.3). */
export function trackClocks(init: Uint8Array): Map<number, TrackClock> {
  const clocks = new Map<number, TrackClock>();
  for (const moov of top(init, 'moov')) {
    for (const trak of inside(init, moov, 'trak')) {
      const [header] = inside(init, trak, 'tkhd');
      const [clock] = inside(init, trak, 'mdia').flatMap((mdia) => inside(init, mdia, 'mdhd'));
      const number = header && read(init, header, isLong(init, header) ? 20 : 12);
      const timescale = clock && read(init, clock, isLong(init, clock) ? 20 : 12);
      if (number && timescale) clocks.set(number, { timescale, sampleDuration: 0 });
    }
    for (const box of inside(init, moov, 'mvex').flatMap((mvex) => inside(init, mvex, 'trex'))) {
      const clock = clocks.get(read(init, box, 4) ?? 0);
      if (clock) clock.sampleDuration = read(init, box, 12) ?? 0;
    }
  }
  return clocks;
}

/** When the fragments of a segment begin and how long they last; null where they do not tell (8.8.12). */
export function fragmentTime(
  segment: Uint8Array,
  clocks: ReadonlyMap<number, TrackClock>,
): FragmentTime | null {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const traf of top(segment, 'moof').flatMap((moof) => inside(segment, moof, 'traf'))) {
    const [header] = inside(segment, traf, 'tfhd');
    const [time] = inside(segment, traf, 'tfdt');
    const clock = header && clocks.get(read(segment, header, 4) ?? 0);
    const base = time && baseTime(segment, time);
    if (!header || !clock || base === undefined || base === null) continue;
    const each = sampleDuration(segment, header) ?? clock.sampleDuration;
    const units = inside(segment, traf, 'trun').reduce(
      (sum, run) => sum + runDuration(segment, run, each),
      0,
    );
    start = Math.min(start, base / clock.timescale);
    end = Math.max(end, (base + units) / clock.timescale);
  }
  return Number.isFinite(start) ? { start, duration: end - start } : null;
}

function baseTime(file: Uint8Array, box: Box): number | null {
  if (!isLong(file, box)) return read(file, box, 4);
  const [high, low] = [read(file, box, 4), read(file, box, 8)];
  return high === null || low === null ? null : high * 2 ** 32 + low;
}

/** `default_sample_duration` of a track fragment header (8.8.7). */
function sampleDuration(file: Uint8Array, box: Box): number | null {
  const flags = (read(file, box, 0) ?? 0) & 0xffffff;
  if (!(flags & 0x8)) return null;
  return read(file, box, 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0));
}

function runDuration(file: Uint8Array, box: Box, each: number): number {
  const flags = (read(file, box, 0) ?? 0) & 0xffffff;
  const count = read(file, box, 4) ?? 0;
  if (!(flags & 0x100)) return count * each;
  const width = [0x100, 0x200, 0x400, 0x800].filter((bit) => flags & bit).length * 4;
  const first = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  let units = 0;
  for (let sample = 0; sample < count; sample++) {
    const duration = read(file, box, first + sample * width);
    if (duration === null) break;
    units += duration;
  }
  return units;
}

const isLong = (file: Uint8Array, box: Box): boolean => (read(file, box, 0) ?? 0) >>> 24 === 1;

/** A number of 32 bits at `at` within the content of a box; null where that ends before. */
function read(file: Uint8Array, { offset, headerSize, size }: Box, at: number): number | null {
  if (headerSize + at + 4 > size) return null;
  return new DataView(file.buffer, file.byteOffset + offset + headerSize + at, 4).getUint32(0);
}

const top = (file: Uint8Array, type: string): Box[] => [...boxesIn(file)].filter((box) => box.type === type);

const inside = (file: Uint8Array, { offset, headerSize, size }: Box, type: string): Box[] =>
  [...boxesIn(file, offset + headerSize, offset + size)].filter((box) => box.type === type);
