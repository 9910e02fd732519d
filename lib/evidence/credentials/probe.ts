import { CheckError } from '../../evidence/check-error';
import { walkId3, walkRiff } from '../../media/audio-tags';
import { type Box, MAX_HEADER, type TopLevel, walkTopLevel } from '../../media/boxes';
import type { ByteSource } from '../../media/byte-source';
import { C2PA_HEAD, isC2paBox, isXmpBox, parseC2paHead } from '../../media/c2pa-box';
import { looksLikePage } from '../../media/http-failure';
import { sniffContainer } from '../../media/sniff';
import type { Note } from './details';

/** What a few small reads tell about a file. */
export type Probe =
  /** Boxes all looked at, none with credentials. */
  | { kind: 'none'; notes: Note[] }
  /** Only the address of a manifest kept elsewhere; it is not fetched. */
  | { kind: 'remote'; notes: Note[] }
  /** A manifest store at these bytes of the file. */
  | { kind: 'manifest'; start: number; end: number; notes: Note[] }
  /** Boxes that cannot be made sense of, or two stores. */
  | { kind: 'malformed'; notes: Note[] }
  /** Only the whole file tells: no ISO-BMFF, or a box whose purpose is unknown here. */
  | { kind: 'whole'; format: string; notes: Note[] }
  | { kind: 'unreadable'; notes: Note[] };

const LIMITS = { reads: 48, boxes: 5000 };
const SNIFF = 512;
/** Of a packet of XMP; the address of a manifest stands in its first element. */
const MOST_XMP = 24 * 1024;
/** Stores are a few tens of KiB; a larger one is read with the file. */
const MOST_MANIFEST = 8 * 1024 * 1024;
/** Deeper nesting of one type in its first child has no meaning. */
const MOST_NESTED = 16;

/**
 * Looks for credentials by small reads: at most 64 KiB for a file that has none.
 * @throws CheckError empty-file, not-media, stream (a playlist), and what the source throws
 */
export async function probeCredentials(source: ByteSource, signal: AbortSignal): Promise<Probe> {
  const head = await source.read(0, SNIFF, signal);
  if (head.length === 0) throw new CheckError('empty-file', `${source.url} is empty`);
  if (looksLikePage(head)) throw new CheckError('not-media', `${source.url} is a page`);
  const container = sniffContainer(head);
  switch (container.kind) {
    case 'playlist':
      throw new CheckError('stream', `${source.url} is a playlist`);
    case 'unreadable':
      if (isText(head)) throw new CheckError('not-media', `${source.url} is text`);
      return { kind: 'unreadable', notes: [] };
    case 'whole':
      return probeTags(source, head, container.format, signal);
    case 'bmff':
      return probeBoxes(source, head, signal);
  }
}

/** Sounds tell by their tags, in a few small reads, that they hold no credentials; other files are read whole. */
async function probeTags(
  source: ByteSource,
  head: Uint8Array,
  format: string,
  signal: AbortSignal,
): Promise<Probe> {
  const walk = await (format === 'audio/wav'
    ? walkRiff(source, signal)
    : format === 'audio/mpeg' || format === 'audio/flac'
      ? walkId3(source, head, signal)
      : 'unclear');
  switch (walk) {
    case 'none':
      return { kind: 'none', notes: [] };
    case 'truncated':
      return { kind: 'none', notes: ['truncated'] };
    default:
      return { kind: 'whole', format, notes: [] };
  }
}

async function probeBoxes(source: ByteSource, head: Uint8Array, signal: AbortSignal): Promise<Probe> {
  const top = await walkTopLevel(source, LIMITS, signal);
  const notes = notesOf(top);
  if (top.boxes.some((box) => isNestedTooDeep(head, box)))
    return { kind: 'malformed', notes: [...notes, 'nested_too_deep'] };
  const stores: { box: Box; skip: number; purpose: string }[] = [];
  for (const box of top.boxes.filter(isC2paBox)) {
    const start = box.offset + box.headerSize;
    const { purpose, skip } = parseC2paHead(
      await source.read(start, Math.min(start + C2PA_HEAD, box.offset + box.size), signal),
    );
    if (purpose !== 'merkle') stores.push({ box, skip: start + skip, purpose });
    if (stores.length > 1) break;
  }
  const [store, second] = stores;
  if (!store)
    return (await pointsElsewhere(source, top, signal)) ? { kind: 'remote', notes } : { kind: 'none', notes };
  // An original and its update are two stores that belong together; the library puts them in order.
  if (second && store.purpose === 'manifest') return { kind: 'malformed', notes: [...notes, 'second_box'] };
  const end = store.box.offset + store.box.size;
  const whole =
    store.purpose !== 'manifest' || top.boxes[0]?.type !== 'ftyp' || end - store.skip > MOST_MANIFEST;
  return whole
    ? { kind: 'whole', format: 'video/mp4', notes }
    : { kind: 'manifest', start: store.skip, end, notes };
}

function notesOf({ end }: TopLevel): Note[] {
  switch (end) {
    case 'complete':
      return [];
    case 'truncated':
      return ['truncated'];
    case 'trailing':
      return ['trailing_bytes'];
    case 'stopped':
      return ['walk_stopped'];
  }
}

/** XMP in a box of its own names a manifest elsewhere by `dcterms:provenance` (C2PA 2.3, 11 and appendix A). */
async function pointsElsewhere(
  source: ByteSource,
  { boxes }: TopLevel,
  signal: AbortSignal,
): Promise<boolean> {
  const box = boxes.find(isXmpBox);
  if (!box) return false;
  const start = box.offset + box.headerSize;
  const bytes = await source.read(start, Math.min(start + MOST_XMP, box.offset + box.size), signal);
  // `self#jumbf=…` is what a stripped store leaves behind: it points nowhere.
  return /\bdcterms:provenance(?:\s*=\s*["']\s*|>\s*)https?:/.test(new TextDecoder().decode(bytes));
}

/** Boxes of one type, each the first child of the one before; seen in the first bytes only. */
function isNestedTooDeep(head: Uint8Array, { type, offset, headerSize }: Box): boolean {
  const typeAt = (at: number) => String.fromCharCode(...head.subarray(at + 4, at + 8));
  let depth = 1;
  while (depth <= MOST_NESTED && typeAt(offset + headerSize + 8 * (depth - 1)) === type) depth += 1;
  return depth > MOST_NESTED;
}

/** Letters, digits and white space all the way: a text that is no video, whatever it is called. */
function isText(head: Uint8Array): boolean {
  return (
    head.length > MAX_HEADER &&
    head.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13)
  );
}
