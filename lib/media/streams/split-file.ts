import { type Box, boxesIn } from '../boxes';
import { isC2paBox, parseC2paHead } from '../c2pa-box';

/** A fragmented file taken apart again into what was once delivered in pieces. */
export interface SplitFile {
  init: Uint8Array;
  segments: Uint8Array[];
}

const purposeOf = (file: Uint8Array, box: Box) =>
  isC2paBox(box)
    ? parseC2paHead(file.subarray(box.offset + box.headerSize, box.offset + box.size)).purpose
    : null;

/** The file is fragmented, and its first bytes hold credentials: those of a stream, or of the file as a whole. */
export function isSignedFragmented(head: Uint8Array): boolean {
  let fragmented = false;
  let signed = false;
  for (const box of boxesIn(head)) {
    if (box.type === 'moof') fragmented = true;
    if (box.type === 'moov')
      fragmented ||= [...boxesIn(head, box.offset + box.headerSize, box.offset + box.size)].some(
        ({ type }) => type === 'mvex',
      );
    if (isC2paBox(box)) signed = true;
  }
  return fragmented && signed;
}

/**
 * Splits a file in which an initialization segment and the segments of a stream stand one after the other: at each segment type
 * (`styp`), or where there are none, behind each media data box. An index of all segments (`sidx`) in front of the first
 * belongs to none.
 * @returns null where no segment carries a proof, so that nothing shows that these ever were segments
 */
export function splitFragmentedFile(file: Uint8Array): SplitFile | null {
  const boxes = [...boxesIn(file)];
  if (!boxes.some((box) => purposeOf(file, box) === 'merkle')) return null;
  const first = boxes.findIndex(
    (box) => /^(?:styp|sidx|moof)$/.test(box.type) || purposeOf(file, box) === 'merkle',
  );
  const initEnd = boxes[first]?.offset ?? file.length;
  const typed = boxes.some(({ type }) => type === 'styp');
  const starts = boxes
    .slice(hasIndexOfAll(boxes, first) ? first + 1 : first)
    .filter((box, at, all) => (typed ? box.type === 'styp' : at === 0 || all[at - 1]?.type === 'mdat'))
    .map(({ offset }) => offset);
  return {
    init: file.subarray(0, initEnd),
    segments: starts.map((start, at) => file.subarray(start, starts[at + 1] ?? file.length)),
  };
}

/** Segments may each have an index of their own; one that stands alone, in front of them all, is of the file. */
const hasIndexOfAll = (boxes: readonly Box[], first: number): boolean =>
  boxes[first]?.type === 'sidx' && boxes.filter(({ type }) => type === 'sidx').length === 1;
