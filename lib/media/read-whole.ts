import { CheckError } from '../evidence/check-error';
import type { ByteSource } from './byte-source';

/**
 * The whole file in one array of its own, to be handed to a worker.
 * @param limit most bytes
 * @throws CheckError too-large, and what the source throws
 */
export async function readWhole(
  source: ByteSource,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  refuse(source.size ?? 0, limit);
  let out = new Uint8Array(source.size ?? 256 * 1024);
  let length = 0;
  for await (const piece of source.stream(0, signal)) {
    refuse(length + piece.length, limit);
    if (length + piece.length > out.length)
      out = grow(out, Math.max(source.size ?? 0, length + piece.length, 2 * length));
    out.set(piece, length);
    length += piece.length;
  }
  return length === out.length ? out : out.slice(0, length);
}

function refuse(size: number, limit: number): void {
  if (size > limit) throw new CheckError('too-large', `the file is longer than ${limit} bytes`);
}

function grow(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size);
  out.set(bytes);
  return out;
}
