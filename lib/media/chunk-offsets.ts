import { type Box, boxesIn } from './boxes';
import { fragmentRuns, type Stretch } from './fragment-runs';

/** Most chunks that are looked at; a ten-hour video has fewer. */
const MOST_CHUNKS = 4_000_000;

interface Chunks {
  offsets: Float64Array;
  sizes: Float64Array;
}

/**
 * Whether the chunks of all tracks, as the sample tables and the fragments place them, fill the media data exactly: offsets
 * rise within each track, and all chunks together tile the payload of every `mdat` without overlap or gap
 * (ISO/IEC 14496-12, 8.7 and 8.8). Where a hard binding leaves these tables out of the hash, this is what
 * remains to vouch that the hashed media data is what a player shows.
 * False too where the tables cannot be read. True for a file without a `moov` box.
 */
export function chunksTileMediaData(file: Uint8Array): boolean {
  const top = [...boxesIn(file)];
  const moov = top.find((box) => box.type === 'moov');
  if (!moov) return true;
  const all = fragmentRuns(file, top, moov);
  if (!all) return false;
  for (const track of children(file, moov).filter((box) => box.type === 'trak')) {
    const chunks = chunksOf(file, track);
    if (!chunks || !rises(chunks.offsets)) return false;
    chunks.offsets.forEach((offset, index) => all.push([offset, offset + (chunks.sizes[index] as number)]));
  }
  const payloads = top
    .filter((box) => box.type === 'mdat')
    .map((box): Stretch => [box.offset + box.headerSize, box.offset + box.size]);
  return tiles(all, payloads);
}

function rises(offsets: Float64Array): boolean {
  return offsets.every((offset, index) => index === 0 || offset > (offsets[index - 1] as number));
}

function tiles(stretches: Stretch[], payloads: Stretch[]): boolean {
  const chunks = stretches.filter(([start, end]) => end > start).sort((a, b) => a[0] - b[0]);
  let next = 0;
  for (const [start, end] of payloads.sort((a, b) => a[0] - b[0]))
    for (let at = start; at < end; next += 1) {
      const chunk = chunks[next];
      if (!chunk || chunk[0] !== at || chunk[1] > end) return false;
      at = chunk[1];
    }
  return next === chunks.length;
}

function chunksOf(file: Uint8Array, track: Box): Chunks | null {
  const table = ['mdia', 'minf', 'stbl'].reduce<Box | undefined>(
    (box, type) => box && children(file, box).find((child) => child.type === type),
    track,
  );
  if (!table) return null;
  const boxes = new Map(children(file, table).map((box) => [box.type, box]));
  const offsets = readOffsets(file, boxes.get('stco'), boxes.get('co64'));
  const samples = readSampleSizes(file, boxes.get('stsz'), boxes.get('stz2'));
  const runs = readTable(file, boxes.get('stsc'), 3);
  if (!offsets || !samples || !runs) return null;
  const sizes = new Float64Array(offsets.length);
  let sample = 0;
  for (let run = 0; run < runs.length; run += 3) {
    const from = (runs[run] as number) - 1;
    const to = run + 3 < runs.length ? (runs[run + 3] as number) - 1 : offsets.length;
    if (from < 0 || to < from || to > offsets.length) return null;
    for (let chunk = from; chunk < to; chunk += 1)
      for (let left = runs[run + 1] as number; left > 0; left -= 1) {
        const size = samples.size(sample);
        if (size === null) return null;
        sizes[chunk] = (sizes[chunk] as number) + size;
        sample += 1;
      }
  }
  return sample === samples.count ? { offsets, sizes } : null;
}

function readOffsets(file: Uint8Array, stco: Box | undefined, co64: Box | undefined): Float64Array | null {
  if (stco) {
    const entries = readTable(file, stco, 1);
    return entries && Float64Array.from(entries);
  }
  const pairs = readTable(file, co64, 2);
  if (!pairs) return null;
  const offsets = new Float64Array(pairs.length / 2);
  for (let index = 0; index < offsets.length; index += 1)
    offsets[index] = (pairs[2 * index] as number) * 2 ** 32 + (pairs[2 * index + 1] as number);
  return offsets;
}

interface SampleSizes {
  count: number;
  /** Null past the last sample. */
  size(sample: number): number | null;
}

function readSampleSizes(file: Uint8Array, stsz: Box | undefined, stz2: Box | undefined): SampleSizes | null {
  const box = stsz ?? stz2;
  if (!box || box.size < box.headerSize + 12) return null;
  const at = box.offset + box.headerSize;
  const view = new DataView(file.buffer, file.byteOffset + at, box.size - box.headerSize);
  const field = view.getUint32(4);
  const count = view.getUint32(8);
  if (count > MOST_CHUNKS * 16) return null;
  const within = (read: (sample: number) => number) => ({
    count,
    size: (sample: number) => (sample < count ? read(sample) : null),
  });
  if (stsz && field !== 0) return within(() => field);
  const bits = stsz ? 32 : field & 0xff;
  if (![4, 8, 16, 32].includes(bits) || 12 + Math.ceil((count * bits) / 8) > view.byteLength) return null;
  return within((sample) => {
    if (bits === 32) return view.getUint32(12 + 4 * sample);
    if (bits === 16) return view.getUint16(12 + 2 * sample);
    if (bits === 8) return view.getUint8(12 + sample);
    return (view.getUint8(12 + (sample >> 1)) >> (sample % 2 === 0 ? 4 : 0)) & 0x0f;
  });
}

/** A full box that holds a count and then entries of `width` 32-bit numbers each; null where it does not fit. */
function readTable(file: Uint8Array, box: Box | undefined, width: number): Uint32Array | null {
  if (!box || box.size < box.headerSize + 8) return null;
  const view = new DataView(
    file.buffer,
    file.byteOffset + box.offset + box.headerSize,
    box.size - box.headerSize,
  );
  const count = view.getUint32(4);
  if (count > MOST_CHUNKS || 8 + count * width * 4 > view.byteLength) return null;
  const entries = new Uint32Array(count * width);
  for (let index = 0; index < entries.length; index += 1) entries[index] = view.getUint32(8 + 4 * index);
  return entries;
}

function children(file: Uint8Array, box: Box): Box[] {
  return [...boxesIn(file, box.offset + box.headerSize, box.offset + box.size)];
}
