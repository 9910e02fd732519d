import { type Box, boxesIn } from './boxes';

/** From the file to the descriptions of samples (ISO/IEC 14496-12, 8.5.2). */
const PATH = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'];
/** Version, flags and the number of entries. */
const STSD_HEAD = 8;

/**
 * Whether any track of a file is encrypted, by what its samples are called: `encv`, `enca`, … (ISO/IEC 14496-12, 8.12;
 * ISO/IEC 23001-7, 4.1). Known with the first bytes, long before a player asks for keys.
 * @param init an initialization segment, or the beginning of a file with all of its `moov`
 */
export function isProtected(init: Uint8Array): boolean {
  let boxes: Box[] = [{ type: '', offset: 0, headerSize: 0, size: init.length, uuid: '' }];
  for (const type of PATH)
    boxes = boxes.flatMap((box) => inside(init, box)).filter((box) => box.type === type);
  return boxes.some((box) => inside(init, box, STSD_HEAD).some(({ type }) => /^enc[a-z]$/.test(type)));
}

const inside = (file: Uint8Array, { offset, headerSize, size }: Box, skip = 0): Box[] => [
  ...boxesIn(file, offset + headerSize + skip, offset + size),
];
