import { type Box, boxesIn } from './boxes';

/** A stretch of the file, `[start, end)`. */
export type Stretch = [number, number];

/**
 * Where the runs of samples of all movie fragments lie (ISO/IEC 14496-12, 8.8).
 * @param moov holds the defaults of each track
 * @returns null where a table cannot be read
 */
export function fragmentRuns(file: Uint8Array, top: readonly Box[], moov: Box): Stretch[] | null {
  const defaults = defaultSizes(file, moov);
  const runs: Stretch[] = [];
  for (const moof of top.filter(({ type }) => type === 'moof')) {
    // Without a base of its own a track fragment begins where the one before it ended (8.8.7.1).
    let last = moof.offset;
    for (const traf of inside(file, moof).filter(({ type }) => type === 'traf')) {
      const boxes = inside(file, traf);
      const head = readHead(
        file,
        boxes.find(({ type }) => type === 'tfhd'),
      );
      if (!head) return null;
      const base = head.base ?? (head.fromMoof ? moof.offset : last);
      const size = head.size ?? defaults.get(head.track) ?? 0;
      last = base;
      for (const box of boxes.filter(({ type }) => type === 'trun')) {
        const run = readRun(file, box, size);
        if (!run) return null;
        const start = run.offset === null ? last : base + run.offset;
        last = start + run.length;
        runs.push([start, last]);
      }
    }
  }
  return runs;
}

function defaultSizes(file: Uint8Array, moov: Box): Map<number, number> {
  const extends_ = inside(file, moov).find(({ type }) => type === 'mvex');
  const sizes = new Map<number, number>();
  for (const box of extends_ ? inside(file, extends_) : []) {
    const view = viewOf(file, box);
    if (box.type === 'trex' && view.byteLength >= 24) sizes.set(view.getUint32(4), view.getUint32(16));
  }
  return sizes;
}

interface Head {
  track: number;
  base: number | null;
  fromMoof: boolean;
  size: number | null;
}

function readHead(file: Uint8Array, box: Box | undefined): Head | null {
  if (!box) return null;
  const view = viewOf(file, box);
  if (view.byteLength < 8) return null;
  const flags = view.getUint32(0) & 0xffffff;
  const fields = (bits: number) =>
    [0x2, 0x8, 0x10, 0x20].filter((bit) => bit < bits && flags & bit).length * 4;
  const at = 8 + (flags & 0x1 ? 8 : 0);
  if (view.byteLength < at + fields(0x40)) return null;
  return {
    track: view.getUint32(4),
    base: flags & 0x1 ? Number(view.getBigUint64(8)) : null,
    fromMoof: (flags & 0x20000) !== 0,
    size: flags & 0x10 ? view.getUint32(at + fields(0x10)) : null,
  };
}

function readRun(
  file: Uint8Array,
  box: Box,
  defaultSize: number,
): { offset: number | null; length: number } | null {
  const view = viewOf(file, box);
  if (view.byteLength < 8) return null;
  const flags = view.getUint32(0) & 0xffffff;
  const count = view.getUint32(4);
  const start = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  const width = [0x100, 0x200, 0x400, 0x800].filter((bit) => flags & bit).length * 4;
  if (view.byteLength < start + count * width || view.byteLength < start) return null;
  const offset = flags & 0x1 ? view.getInt32(8) : null;
  if (!(flags & 0x200)) return { offset, length: count * defaultSize };
  let length = 0;
  for (let at = start + (flags & 0x100 ? 4 : 0), sample = 0; sample < count; sample += 1, at += width)
    length += view.getUint32(at);
  return { offset, length };
}

function inside(file: Uint8Array, box: Box): Box[] {
  return [...boxesIn(file, box.offset + box.headerSize, box.offset + box.size)];
}

function viewOf(file: Uint8Array, box: Box): DataView {
  return new DataView(file.buffer, file.byteOffset + box.offset + box.headerSize, box.size - box.headerSize);
}
