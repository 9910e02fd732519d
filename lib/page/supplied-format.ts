import type { SuppliedBuffer, SuppliedMedia } from '../media/streams/supplied';

/** What is asked of the page's world (an address), and what it answers with (a Blob in this format). */
export const ASK = 'whence:ask-appended';
export const ANSWER = 'whence:appended';

/** Most bytes of media, buffers and characters that are handed over for one source. */
export const MOST_BYTES = 25_000_000;
export const MOST_BUFFERS = 3000;
const MOST_HEADER = 1_000_000;
const LONGEST_NAME = 200;

/** Four bytes for the length of the header, the header as JSON, then the buffers one behind the other. */
export function packSupplied({ ended, buffers }: SuppliedMedia): Blob {
  const header = new TextEncoder().encode(
    JSON.stringify({
      ended,
      buffers: buffers.map(({ track, type, offset, fresh, bytes }) => ({
        ...{ track, type: type.slice(0, LONGEST_NAME), offset, fresh, length: bytes.length },
      })),
    }),
  );
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, header.length);
  return new Blob([length.buffer, header, ...buffers.map(({ bytes }) => new Uint8Array(bytes))]);
}

/** Longest answer worth reading. */
export const MOST_ANSWER = 4 + MOST_HEADER + MOST_BYTES;

const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_NAME;

/**
 * Reads what a page handed over, which may be anything: shapes and lengths are checked, what the bytes are is not.
 * @returns null where it is not in this format, or is more than it may be
 */
export function unpackSupplied(answer: ArrayBuffer): SuppliedMedia | null {
  if (answer.byteLength < 4 || answer.byteLength > MOST_ANSWER) return null;
  const length = new DataView(answer).getUint32(0);
  if (length > MOST_HEADER || length > answer.byteLength - 4) return null;
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(new Uint8Array(answer, 4, length)));
  } catch {
    return null;
  }
  if (typeof header !== 'object' || header === null || !('buffers' in header)) return null;
  const { buffers: listed } = header;
  if (!Array.isArray(listed) || listed.length > MOST_BUFFERS) return null;
  const buffers: SuppliedBuffer[] = [];
  let at = 4 + length;
  for (const entry of listed as unknown[]) {
    const buffer = bufferOf(entry, answer, at);
    if (!buffer) return null;
    buffers.push(buffer);
    at += buffer.bytes.length;
  }
  return { ended: 'ended' in header && header.ended === true, buffers };
}

function bufferOf(entry: unknown, answer: ArrayBuffer, at: number): SuppliedBuffer | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { track, type, offset, fresh, length } = entry as Record<string, unknown>;
  if (!isName(track) || !isName(type) || typeof offset !== 'number' || !Number.isFinite(offset)) return null;
  if (!Number.isSafeInteger(length) || (length as number) < 0 || at + (length as number) > answer.byteLength)
    return null;
  return { track, type, offset, fresh: fresh === true, bytes: new Uint8Array(answer, at, length as number) };
}
