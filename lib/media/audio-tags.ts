import type { ByteSource } from './byte-source';

/**
 * What a walk over the tags of a sound file tells.
 * - `none`: every place where credentials could stand was seen · `some`: one of them holds credentials, or an address of some
 * - `truncated`: none so far, but the file ends before it should · `unclear`: only the whole file tells
 */
export type TagWalk = 'none' | 'some' | 'truncated' | 'unclear';

/** Steps of a walk; each may be a request. */
const MOST_STEPS = 40;
/** Of a tag that names what it holds. */
const NAME_BYTES = 64;

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const sevenBits = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
const eightBits = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/**
 * Walks the frames of an ID3v2 tag (id3.org, ID3v2.3 and 2.4) by small reads. Credentials stand in a `GEOB` frame of
 * type `application/c2pa` (C2PA 2.3, appendix A), the address of some in a `PRIV` frame with XMP.
 * @param head the first bytes of the file, ten at least
 * @throws what the source throws
 */
export async function walkId3(source: ByteSource, head: Uint8Array, signal: AbortSignal): Promise<TagWalk> {
  if (!latin1(head.subarray(0, 3)).startsWith('ID3')) return 'none';
  const [version = 0, , flags = 0] = head.subarray(3, 6);
  // Unsynchronised tags and those with headers of their own are rare, and walked by the library.
  if ((version !== 3 && version !== 4) || (flags & 0xc0) !== 0) return 'unclear';
  const end = 10 + sevenBits(head.subarray(6, 10));
  if (source.size !== null && end > source.size) return 'truncated';
  let at = 10;
  for (let step = 0; at + 10 <= end; step++) {
    if (step >= MOST_STEPS) return 'unclear';
    const bytes = await source.read(at, Math.min(at + 10 + NAME_BYTES, end), signal);
    if (bytes[0] === 0) return 'none';
    const id = latin1(bytes.subarray(0, 4));
    if (!/^[A-Z0-9]{4}$/.test(id)) return 'unclear';
    const name = latin1(bytes.subarray(10));
    if (id === 'GEOB' && /^[\0-\x03]application\/(?:c2pa|x-c2pa-manifest-store)\0/.test(name)) return 'some';
    if (id === 'PRIV' && name.startsWith('XMP\0')) return 'some';
    at += 10 + (version === 4 ? sevenBits : eightBits)(bytes.subarray(4, 8));
  }
  return at > end ? 'unclear' : 'none';
}

/** A length that writers who cannot go back put there. */
const UNKNOWN_LENGTH = 0xffffffff;

/**
 * Walks the chunks of a RIFF file by small reads; credentials stand in a chunk `C2PA` of the top level (C2PA 2.3,
 * appendix A), the address of some in one with XMP.
 * @throws what the source throws
 */
export async function walkRiff(source: ByteSource, signal: AbortSignal): Promise<TagWalk> {
  let at = 12;
  for (let step = 0; source.size === null || at + 8 <= source.size; step++) {
    if (step >= MOST_STEPS) return 'unclear';
    const bytes = await source.read(at, at + 8, signal);
    if (bytes.length < 8) return 'none';
    const id = latin1(bytes.subarray(0, 4));
    if (id === 'C2PA' || id === 'XMP ' || id === '_PMX') return 'some';
    if (!/^[ -~]{4}$/.test(id)) return 'unclear';
    const length = eightBits(bytes.subarray(4, 8).toReversed());
    if (length === UNKNOWN_LENGTH) return 'unclear';
    at += 8 + length + (length % 2);
  }
  // A last chunk of odd length may lack its padding.
  return source.size !== null && at > source.size + 1 ? 'truncated' : 'none';
}
