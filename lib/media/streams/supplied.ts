import { type Box, boxesIn } from '../boxes';
import { isC2paBox } from '../c2pa-box';
import type { ByteSource } from '../byte-source';
import { createMemoryByteSource } from '../memory-byte-source';
import type { PlannedSegment, Rendition, StreamPlan } from './stream-plan';

/** One buffer that the page handed to its player. */
export interface SuppliedBuffer {
  /** Which of the player's source buffers it went to. */
  track: string;
  /** Media type of that source buffer. */
  type: string;
  bytes: Uint8Array;
}

export interface SuppliedStream {
  plan: StreamPlan;
  /** The bytes of the plan's parts. */
  open(url: string): ByteSource;
}

const MOST_SEGMENTS = 500;

/**
 * A plan of what a hook saw the page append. Players cut their buffers as they like, so those of one source buffer are
 * put together and taken apart by their boxes: at each movie header a new initialization segment, at each segment
 * type, or behind each media data box, a segment. It is the page's word what these bytes are.
 */
export function planSupplied(buffers: readonly SuppliedBuffer[]): SuppliedStream {
  const files = new Map<string, Uint8Array>();
  const renditions: Rendition[] = [];
  for (const track of new Set(buffers.map((buffer) => buffer.track))) {
    const own = buffers.filter((buffer) => buffer.track === track);
    const kind = own[0]?.type.startsWith('audio/') ? 'audio' : 'video';
    for (const [number, { init, segments }] of takeApart(concat(own.map(({ bytes }) => bytes))).entries()) {
      const address = (name: string) => `supplied:${encodeURIComponent(track)}/${number}/${name}`;
      files.set(address('init'), init);
      segments.forEach((segment, index) => files.set(address(String(index)), segment));
      renditions.push({
        key: address('init'),
        kind,
        init: { url: address('init'), range: null },
        segments: segments.map(
          (_, index): PlannedSegment => ({
            url: address(String(index)),
            range: null,
            index,
            start: index,
            duration: 0,
            seen: true,
          }),
        ),
        index: null,
        bandwidth: 0,
        width: 0,
        height: 0,
        ordered: false,
      });
    }
  }
  renditions.sort((a, b) => Number(a.kind === 'audio') - Number(b.kind === 'audio'));
  const [main] = renditions;
  return {
    plan: {
      kind: 'segments',
      url: main?.key ?? 'supplied:',
      renditions,
      init: main?.init ?? null,
      segments: main?.segments ?? [],
      live: false,
      encrypted: false,
      problems: [],
    },
    open: (url) => createMemoryByteSource(files.get(url) ?? new Uint8Array(), url),
  };
}

interface Pieces {
  init: Uint8Array;
  segments: Uint8Array[];
}

function takeApart(bytes: Uint8Array): Pieces[] {
  const pieces: { init: [number, number]; starts: number[]; end: number }[] = [];
  const boxes = [...boxesIn(bytes)];
  const typed = boxes.some(({ type }) => type === 'styp');
  for (const [at, box] of boxes.entries()) {
    const before = boxes[at - 1];
    let current = pieces.at(-1);
    if (beginsInit(box, current !== undefined && current.starts.length === 0)) {
      current = { init: [box.offset, box.offset], starts: [], end: box.offset };
      pieces.push(current);
    }
    if (!current) continue;
    const beginsSegment = typed
      ? box.type === 'styp'
      : /^(?:sidx|moof|emsg|prft)$/.test(box.type) || (isC2paBox(box) && before?.type === 'mdat');
    const open = typed || current.starts.length === 0 || before?.type === 'mdat';
    if (beginsSegment && open) current.starts.push(box.offset);
    current.end = box.offset + box.size;
    if (current.starts.length === 0) current.init[1] = current.end;
  }
  return pieces.map(({ init, starts, end }) => ({
    init: bytes.subarray(...init),
    segments: starts.slice(0, MOST_SEGMENTS).map((start, at) => bytes.subarray(start, starts[at + 1] ?? end)),
  }));
}

/** A file type begins one; a movie header does where none came before it. */
const beginsInit = ({ type }: Box, inInit: boolean): boolean =>
  type === 'ftyp' || (type === 'moov' && !inInit);

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
