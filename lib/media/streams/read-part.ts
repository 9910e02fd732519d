import { CheckError } from '../../evidence/check-error';
import type { ByteSource } from '../byte-source';
import { readWhole } from '../read-whole';
import { markHeld } from './renditions';
import { parseSegmentIndex } from './segment-index';
import type { Part, PlannedSegment, Rendition, StreamElement } from './stream-plan';
import { parseStreamUrl } from './stream-url';

/** Opens the bytes behind an address; the same address may be opened again. */
export type OpenBytes = (url: string) => ByteSource;

/** Longest piece of a stream that is read. */
const MOST_PART = 32_000_000;
const MOST_INDEX = 2_000_000;

/**
 * Reads one part of a stream.
 * @param limit most bytes
 * @throws CheckError too-large, missing, truncated, … and what the source throws
 */
export async function readPart(
  { url, range }: Part,
  open: OpenBytes,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const most = Math.min(limit, MOST_PART);
  // Where the address itself asks for the range, the server sends no more than that.
  if (!range || parseStreamUrl(url)?.range) return readWhole(open(url), most, signal);
  if (range.end - range.start > most)
    throw new CheckError('too-large', `a part is longer than ${most} bytes`);
  const bytes = await open(url).read(range.start, range.end, signal);
  if (bytes.length < range.end - range.start)
    throw new CheckError('truncated', `${url} ends before byte ${range.end}`);
  return bytes;
}

/** Fills in the segments of a rendition that lists them in the file itself; others stay as they are. */
export async function withSegments(
  rendition: Rendition,
  element: Pick<StreamElement, 'buffered' | 'currentTime'>,
  open: OpenBytes,
  signal: AbortSignal,
): Promise<Rendition> {
  const { index } = rendition;
  if (!index?.range || rendition.segments.length > 0) return rendition;
  const bytes = await readPart(index, open, MOST_INDEX, signal);
  const found = parseSegmentIndex(bytes, index.range.start);
  if (!found) throw new CheckError('unsupported-format', `${index.url} has no index where it should be`);
  const segments = found.map(
    ({ range, start, duration }, place): PlannedSegment => ({
      url: index.url,
      range,
      index: place,
      start,
      duration,
      seen: false,
    }),
  );
  markHeld(segments, element);
  return { ...rendition, segments };
}
