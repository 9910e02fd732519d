import { type Box, boxesIn, MAX_HEADER, parseBox } from '../../../media/boxes';
import { C2PA_HEAD, type C2paPurpose, isC2paBox, parseC2paHead } from '../../../media/c2pa-box';
import { sniffContainer } from '../../../media/sniff';
import { decodeCbor } from './cbor';

/** Where a segment says that it belongs: the content of its `merkle` box (C2PA 2.3, 18.6 and appendix A). */
export interface Proof {
  uniqueId: number;
  localId: number;
  location: number;
}

/** What the boxes of one segment say, before anything is hashed. */
export interface SegmentFacts {
  /** Whole boxes from the first byte to the last. */
  complete: boolean;
  hasFragment: boolean;
  /** A movie header: this is an initialization segment, or a whole file. */
  hasMovie: boolean;
  /** Proofs that could be read, in file order. */
  proofs: Proof[];
  /** C2PA boxes that are no readable proof. */
  stores: Exclude<C2paPurpose, 'merkle'>[];
  /** Track numbers of the fragments. */
  tracks: number[];
  baseTime: number | null;
}

/** More than any honest segment has; low-latency segments hold some dozens of chunks. */
const MOST_BOXES = 2000;

/** @param segment a media segment or an initialization segment, whole */
export function readSegmentFacts(segment: Uint8Array): SegmentFacts {
  const facts: SegmentFacts = {
    complete: true,
    hasFragment: false,
    hasMovie: false,
    proofs: [],
    stores: [],
    tracks: [],
    baseTime: null,
  };
  let end = 0;
  let count = 0;
  for (const box of boxesIn(segment)) {
    end = box.offset + box.size;
    count += 1;
    if (count > MOST_BOXES) break;
    if (box.type === 'moov') facts.hasMovie = true;
    if (box.type === 'moof') readFragment(segment, box, facts);
    if (isC2paBox(box)) readCredentialsBox(segment, box, facts);
  }
  facts.complete = end === segment.length;
  return facts;
}

/** What follows the last whole box is the beginning of another, as it is where a transfer broke off. */
export function isCutShort(segment: Uint8Array): boolean {
  if (sniffContainer(segment.subarray(0, MAX_HEADER)).kind !== 'bmff') return false;
  let end = 0;
  for (const box of boxesIn(segment)) end = box.offset + box.size;
  const rest = segment.subarray(end, end + MAX_HEADER);
  const box = parseBox(rest, end);
  return box === null ? rest.length > 0 && rest.length < MAX_HEADER : /^[\w ]{4}$/.test(box.type);
}

function readFragment(segment: Uint8Array, moof: Box, facts: SegmentFacts): void {
  facts.hasFragment = true;
  for (const traf of children(segment, moof, 'traf')) {
    const [header] = children(segment, traf, 'tfhd');
    const [time] = children(segment, traf, 'tfdt');
    if (header && header.size >= header.headerSize + 8) facts.tracks.push(view(segment, header).getUint32(4));
    facts.baseTime ??= time ? readBaseTime(view(segment, time)) : null;
  }
}

/** ISO/IEC 14496-12, 8.8.12. */
function readBaseTime(content: DataView): number | null {
  const long = content.byteLength > 0 && content.getUint8(0) === 1;
  if (content.byteLength < (long ? 12 : 8)) return null;
  return long ? Number(content.getBigUint64(4)) : content.getUint32(4);
}

function readCredentialsBox(segment: Uint8Array, box: Box, facts: SegmentFacts): void {
  const content = segment.subarray(box.offset + box.headerSize, box.offset + box.size);
  const { purpose, skip } = parseC2paHead(content.subarray(0, C2PA_HEAD));
  if (purpose !== 'merkle') facts.stores.push(purpose);
  else {
    const proof = readProof(content.subarray(skip));
    if (proof) facts.proofs.push(proof);
    else facts.stores.push('unknown');
  }
}

function readProof(bytes: Uint8Array): Proof | null {
  const map = decodeCbor(bytes);
  if (!(map instanceof Map)) return null;
  const [uniqueId, localId, location] = ['uniqueId', 'localId', 'location'].map((key) => map.get(key));
  return isCount(uniqueId) && isCount(localId) && isCount(location) ? { uniqueId, localId, location } : null;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Track numbers that an initialization segment declares. */
export function tracksOfInit(init: Uint8Array): number[] {
  return [...boxesIn(init)]
    .filter(({ type }) => type === 'moov')
    .flatMap((moov) => children(init, moov, 'trak'))
    .flatMap((trak) => children(init, trak, 'tkhd'))
    .flatMap((header) => {
      const content = view(init, header);
      const at = content.byteLength > 0 && content.getUint8(0) === 1 ? 20 : 12;
      return content.byteLength >= at + 4 ? [content.getUint32(at)] : [];
    });
}

/** Bytes of the manifest store in an initialization segment; null where it has none, or several. */
export function storeOf(init: Uint8Array): Uint8Array | null {
  const stores = [...boxesIn(init)].filter(isC2paBox).flatMap((box) => {
    const content = init.subarray(box.offset + box.headerSize, box.offset + box.size);
    const { purpose, skip } = parseC2paHead(content.subarray(0, C2PA_HEAD));
    return purpose === 'merkle' || purpose === 'unknown' ? [] : [content.subarray(skip)];
  });
  return stores.length === 1 ? (stores[0] ?? null) : null;
}

export function children(file: Uint8Array, parent: Box, type: string): Box[] {
  return [...boxesIn(file, parent.offset + parent.headerSize, parent.offset + parent.size)].filter(
    (box) => box.type === type,
  );
}

export function view(file: Uint8Array, box: Box): DataView {
  return new DataView(file.buffer, file.byteOffset + box.offset + box.headerSize, box.size - box.headerSize);
}
