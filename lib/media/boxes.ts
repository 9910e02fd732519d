import { CheckError } from '../evidence/check-error';
import type { ByteSource } from './byte-source';

/** Header of an ISO-BMFF box (ISO/IEC 14496-12, 4.2). Offsets and sizes in bytes of the file. */
export interface Box {
  /** Four characters, Latin-1. */
  type: string;
  offset: number;
  /** Bytes of size, type, 64-bit size and extended type. */
  headerSize: number;
  /** As the header claims, headers included; Infinity where it says "to the end of the file" or over 2^53. */
  size: number;
  /** Extended type of a `uuid` box, 32 hex digits; empty for others. */
  uuid: string;
}

/** Longest header: 8 bytes, a 64-bit size, an extended type. */
export const MAX_HEADER = 32;

/**
 * Reads the header at the start of `bytes`.
 * @param offset where in the file `bytes` begin
 * @returns null where there are too few bytes, or where the size is smaller than the header
 */
export function parseBox(bytes: Uint8Array, offset: number): Box | null {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const type = String.fromCharCode(...bytes.subarray(4, 8));
  let size = view.getUint32(0);
  let headerSize = 8;
  if (size === 1) {
    if (bytes.length < 16) return null;
    const long = view.getBigUint64(8);
    size = long > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(long);
    headerSize = 16;
  } else if (size === 0) size = Number.POSITIVE_INFINITY;
  let uuid = '';
  if (type === 'uuid') {
    if (bytes.length < headerSize + 16) return null;
    for (const byte of bytes.subarray(headerSize, headerSize + 16))
      uuid += byte.toString(16).padStart(2, '0');
    headerSize += 16;
  }
  return size < headerSize ? null : { type, offset, headerSize, size, uuid };
}

/** How a walk over the top level ended. */
export type WalkEnd =
  | 'complete'
  /** The last box claims more bytes than the file has. */
  | 'truncated'
  /** Bytes behind the last box that are no box. */
  | 'trailing'
  /** More boxes than the walk may ask for. */
  | 'stopped';

export interface TopLevel {
  boxes: Box[];
  end: WalkEnd;
}

export interface WalkLimits {
  /** Most requests that reach the network; headers that lie in what was read already are free. */
  reads: number;
  /** Most boxes altogether, so that a file of empty boxes ends. */
  boxes: number;
}

const WINDOW = 512;
const PEEK = 64;

/**
 * Walks all top-level headers by small reads and never fetches what is inside a box.
 * @throws CheckError empty-file, and what the source throws
 */
export async function walkTopLevel(
  source: ByteSource,
  limits: WalkLimits,
  signal: AbortSignal,
): Promise<TopLevel> {
  const boxes: Box[] = [];
  let window = { start: 0, bytes: await source.read(0, WINDOW, signal) };
  if (window.bytes.length === 0) throw new CheckError('empty-file', `${source.url} is empty`);
  let reads = 1;
  let at = 0;
  for (;;) {
    const size = source.size;
    if (size !== null && at >= size) return { boxes, end: at > size ? 'truncated' : 'complete' };
    const inside = at - window.start;
    const ended = size !== null && window.start + window.bytes.length >= size;
    if (inside < 0 || (inside + MAX_HEADER > window.bytes.length && !ended)) {
      if (reads >= limits.reads) return { boxes, end: 'stopped' };
      reads += 1;
      window = { start: at, bytes: await source.read(at, at + PEEK, signal) };
      if (window.bytes.length === 0)
        return { boxes, end: boxes.length > 0 && source.size !== at ? 'truncated' : 'complete' };
    }
    const box = parseBox(window.bytes.subarray(at - window.start), at);
    if (!box) return { boxes, end: 'trailing' };
    if (boxes.length >= limits.boxes) return { boxes, end: 'stopped' };
    boxes.push(box);
    if (box.size === Number.POSITIVE_INFINITY)
      return { boxes, end: isToEnd(window.bytes, at - window.start) ? 'complete' : 'truncated' };
    at += box.size;
  }
}

/** A size field of 0 means "to the end of the file" (4.2.2); any other endless size is a lie. */
function isToEnd(bytes: Uint8Array, offset: number): boolean {
  return bytes.subarray(offset, offset + 4).every((byte) => byte === 0);
}

/** Boxes between `start` and `end` of a file in memory; ends at the first that does not fit. */
export function* boxesIn(bytes: Uint8Array, start = 0, end = bytes.length): Generator<Box> {
  let at = start;
  while (at + 8 <= end) {
    const box = parseBox(bytes.subarray(at, Math.min(end, at + MAX_HEADER)), at);
    if (!box) return;
    if (box.size === Number.POSITIVE_INFINITY) {
      if (isToEnd(bytes, at)) yield { ...box, size: end - at };
      return;
    }
    if (at + box.size > end) return;
    yield box;
    at += box.size;
  }
}
