import { type Box, boxesIn } from '../boxes';
import { isC2paBox } from '../c2pa-box';
import type { ByteSource } from '../byte-source';
import { fragmentTime, trackClocks } from '../fragment-times';
import { createMemoryByteSource } from '../memory-byte-source';
import type { PlannedSegment, Rendition, StreamPlan } from './stream-plan';

/** One buffer that the page handed to its player. */
export interface SuppliedBuffer {
  /** Which of the player's source buffers it went to. */
  track: string;
  /** Media type of that source buffer. */
  type: string;
  /** Seconds by which the player moved its times (`timestampOffset`). */
  offset: number;
  /** It does not go on where the buffer before it in its track ended: the player was told to forget, or buffers are missing. */
  fresh: boolean;
  bytes: Uint8Array;
}

/** What a hook saw the page append to one Media Source. */
export interface SuppliedMedia {
  /** The page has said that nothing more will come. */
  ended: boolean;
  buffers: SuppliedBuffer[];
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
export function planSupplied({ buffers, ended }: SuppliedMedia): SuppliedStream {
  const files = new Map<string, Uint8Array>();
  const renditions: Rendition[] = [];
  for (const track of new Set(buffers.map((buffer) => buffer.track))) {
    const own = buffers.filter((buffer) => buffer.track === track);
    const kind = own[0]?.type.startsWith('audio/') ? 'audio' : 'video';
    for (const [number, { init, segments }] of takeApart(own, ended).entries()) {
      const address = (name: string) => `supplied:${encodeURIComponent(track)}/${number}/${name}`;
      files.set(address('init'), init);
      segments.forEach(({ bytes }, index) => files.set(address(String(index)), bytes));
      renditions.push({
        key: address('init'),
        kind,
        init: { url: address('init'), range: null },
        segments: planned(init, segments, (index) => address(String(index))),
        index: null,
        ...{ bandwidth: 0, width: 0, height: 0, ordered: false },
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

/**
 * The file that the page may have handed over piece by piece: one track from its first byte on, nothing thrown away.
 * @returns null where it is a part for sure
 */
export function wholeSupplied({ buffers, ended }: SuppliedMedia): Uint8Array | null {
  const [first, ...rest] = buffers;
  if (!first || !ended || first.fresh || rest.some(({ track, fresh }) => fresh || track !== first.track))
    return null;
  const whole = concat(buffers.map(({ bytes }) => bytes));
  return [...boxesIn(whole)][0]?.type === 'ftyp' ? whole : null;
}

function planned(init: Uint8Array, segments: Taken[], address: (index: number) => string): PlannedSegment[] {
  const clocks = trackClocks(init);
  return segments.map(({ bytes, offset, open }, index) => {
    const time = fragmentTime(bytes, clocks);
    return {
      url: address(index),
      range: null,
      index,
      start: time ? time.start + offset : index,
      duration: time?.duration ?? 0,
      seen: true,
      open,
    };
  });
}

interface Taken {
  bytes: Uint8Array;
  offset: number;
  /** More of it may come, or may have been thrown away. */
  open: boolean;
}

interface Piece {
  init: Uint8Array;
  segments: Taken[];
}

/** Takes the buffers of one track apart, run by run: within a run, one byte follows the other. */
function takeApart(buffers: readonly SuppliedBuffer[], ended: boolean): Piece[] {
  const pieces: Piece[] = [];
  const runs = runsOf(buffers);
  for (const [number, run] of runs.entries()) {
    const bytes = concat(run.map((buffer) => buffer.bytes));
    const offset = run[0]?.offset ?? 0;
    for (const { init, starts, end } of stretchesOf(bytes, pieces.length > 0)) {
      if (init) pieces.push({ init: bytes.subarray(...init), segments: [] });
      const segments = pieces.at(-1)?.segments ?? [];
      for (const [at, start] of starts.entries())
        if (segments.length < MOST_SEGMENTS)
          segments.push({ bytes: bytes.subarray(start, starts[at + 1] ?? end), offset, open: false });
    }
    const last = pieces.at(-1)?.segments.at(-1);
    if (last && !(ended && number === runs.length - 1)) last.open = true;
  }
  return pieces;
}

function runsOf(buffers: readonly SuppliedBuffer[]): SuppliedBuffer[][] {
  const runs: SuppliedBuffer[][] = [];
  for (const buffer of buffers) {
    const last = runs.at(-1);
    if (last && !buffer.fresh && last[0]?.offset === buffer.offset) last.push(buffer);
    else runs.push([buffer]);
  }
  return runs;
}

/** Where initialization segments and segments begin and end. */
interface Stretch {
  /** Null where the segments go on with the initialization segment of an earlier run. */
  init: [number, number] | null;
  starts: number[];
  end: number;
}

function stretchesOf(bytes: Uint8Array, hasInit: boolean): Stretch[] {
  const stretches: Stretch[] = hasInit ? [{ init: null, starts: [], end: 0 }] : [];
  const boxes = [...boxesIn(bytes)];
  const typed = boxes.some(({ type }) => type === 'styp');
  for (const [at, box] of boxes.entries()) {
    const before = boxes[at - 1];
    let current = stretches.at(-1);
    if (beginsInit(box, current?.init !== null && current?.starts.length === 0)) {
      current = { init: [box.offset, box.offset], starts: [], end: box.offset };
      stretches.push(current);
    }
    if (!current) continue;
    const beginsSegment = typed
      ? box.type === 'styp'
      : /^(?:sidx|moof|emsg|prft)$/.test(box.type) || (isC2paBox(box) && before?.type === 'mdat');
    const open = typed || current.starts.length === 0 || before?.type === 'mdat';
    if (beginsSegment && open) current.starts.push(box.offset);
    current.end = box.offset + box.size;
    if (current.starts.length === 0 && current.init) current.init[1] = current.end;
  }
  return stretches;
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
