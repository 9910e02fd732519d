import { boxesIn } from '../boxes';
import type { ByteRange } from './stream-plan';

const MOST_ENTRIES = 50_000;

/** One segment of a single file. */
export interface IndexedSegment {
  range: ByteRange;
  /** Seconds. */
  start: number;
  duration: number;
}

/**
 * Reads a segment index (`sidx`, ISO/IEC 14496-12, 8.16.3); references to further indexes are left out.
 * @param bytes the box, possibly with others before it
 * @param offset where in the file `bytes` begin
 * @returns null where there is none that can be read
 */
export function parseSegmentIndex(bytes: Uint8Array, offset: number): IndexedSegment[] | null {
  const box = [...boxesIn(bytes)].find(({ type }) => type === 'sidx');
  if (!box || box.size < box.headerSize + 24) return null;
  const content = new DataView(
    bytes.buffer,
    bytes.byteOffset + box.offset + box.headerSize,
    box.size - box.headerSize,
  );
  const long = content.getUint8(0) === 1;
  if (content.byteLength < (long ? 32 : 24)) return null;
  const timescale = content.getUint32(8);
  const wide = (at: number) => (long ? Number(content.getBigUint64(at)) : content.getUint32(at));
  const entriesAt = long ? 32 : 24;
  const count = content.getUint16(entriesAt - 2);
  if (timescale === 0 || count > MOST_ENTRIES || entriesAt + 12 * count > content.byteLength) return null;
  let time = wide(12);
  let at = offset + box.offset + box.size + wide(long ? 20 : 16);
  const segments: IndexedSegment[] = [];
  for (let entry = entriesAt; entry < entriesAt + 12 * count; entry += 12) {
    const reference = content.getUint32(entry);
    const size = reference & 0x7fffffff;
    const duration = content.getUint32(entry + 4);
    if (reference >>> 31 === 0)
      segments.push({
        range: { start: at, end: at + size },
        start: time / timescale,
        duration: duration / timescale,
      });
    at += size;
    time += duration;
  }
  return segments;
}
