import * as v from 'valibot';
import { LABEL_KINDS } from '../evidence/platform-label/details';
import { MOST_BUFFERS, MOST_BYTES } from '../page/supplied-format';
import { siteNamed } from '../page/sites/site-of';

/**
 * Shapes of what content scripts send. A content script lives in the page's process, so all of it is
 * untrusted: sizes are bounded, unknown fields are dropped, and who sent it comes from the browser.
 */
export const Id = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));
const Generation = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
export const Address = v.pipe(v.string(), v.maxLength(8192));
const Pixels = v.pipe(v.number(), v.minValue(0), v.maxValue(65536));
/** Milliseconds since navigation. */
const Moment = v.pipe(v.number(), v.minValue(0), v.maxValue(1e12));

export const PageRequestSchema = v.object({
  id: Id,
  generation: Generation,
  url: Address,
  medium: v.picklist(['video', 'audio']),
  /** Sound without a box: no badge stands beside it. */
  unseen: v.boolean(),
  width: Pixels,
  height: Pixels,
  /** Seconds; Infinity for a live stream. */
  duration: v.pipe(v.number(), v.minValue(0)),
  credentialsMode: v.picklist(['include', 'same-origin', 'omit']),
  pixels: v.picklist(['readable', 'tainted']),
  playing: v.boolean(),
  encrypted: v.boolean(),
  saveData: v.boolean(),
  visible: v.boolean(),
  /** Small, hidden or decorative: listed, but checked only when the viewer asks. */
  waiting: v.boolean(),
  /** The viewer asked for this check, on the page: data saver does not hold it back. */
  asked: v.boolean(),
  foundAt: Moment,
});
export type CheckRequest = v.InferOutput<typeof PageRequestSchema>;

export const PageUpdateSchema = v.object({
  id: Id,
  visible: v.optional(v.boolean()),
  playing: v.optional(v.boolean()),
  /** Seconds of a stream that were played in all. */
  played: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e9))),
});

/** What a page was seen to fetch, and what its player says of itself; see lib/page/stream-traces.ts. */
export const StreamFactsSchema = v.object({
  seen: v.pipe(
    v.array(
      v.object({
        url: v.pipe(v.string(), v.maxLength(4096)),
        at: Moment,
        type: v.pipe(v.string(), v.maxLength(40)),
      }),
    ),
    v.maxLength(600),
  ),
  currentTime: v.pipe(v.number(), v.minValue(0)),
  since: Moment,
  buffered: v.pipe(v.array(v.tuple([v.number(), v.number()])), v.maxLength(50)),
  width: Pixels,
  height: Pixels,
  /** Seconds; Infinity for a live stream. */
  duration: v.pipe(v.number(), v.minValue(0)),
});
/** Bytes of an address that are wanted of a page. */
export interface BytesAsk {
  url: string;
  /** Value of a Range header; null for the whole file. */
  range: string | null;
  /** Longest answer that may be fetched, in bytes. */
  most: number;
}

/** An answer of the network or the cache as the page may read it; null where it may not. */
export const PageBytesSchema = v.nullable(
  v.union([
    v.literal('too-large'),
    v.object({
      status: v.picklist([200, 206]),
      url: v.pipe(v.string(), v.maxLength(8192)),
      headers: v.pipe(v.array(v.tuple([v.string(), v.pipe(v.string(), v.maxLength(1000))])), v.maxLength(8)),
      body: v.instance(Uint8Array<ArrayBufferLike>),
    }),
  ]),
);
export type PageAnswer = v.InferOutput<typeof PageBytesSchema>;

const TrackName = v.pipe(v.string(), v.maxLength(200));

/** What a page handed over of what it feeds to its player; see lib/page/supplied-format.ts. */
export const SuppliedSchema = v.nullable(
  v.pipe(
    v.object({
      ended: v.boolean(),
      buffers: v.pipe(
        v.array(
          v.object({
            track: TrackName,
            type: TrackName,
            offset: v.pipe(v.number(), v.finite()),
            fresh: v.boolean(),
            bytes: v.instance(Uint8Array<ArrayBufferLike>),
          }),
        ),
        v.maxLength(MOST_BUFFERS),
      ),
    }),
    v.check(({ buffers }) => buffers.reduce((sum, { bytes }) => sum + bytes.length, 0) <= MOST_BYTES),
  ),
);

export type StreamFacts = v.InferOutput<typeof StreamFactsSchema>;

const Words = v.pipe(v.string(), v.maxLength(500));

/** The post that a video stands in, and the label of the platform on it; null where it stands in none that is known. */
export const PagePostSchema = v.object({
  id: Id,
  post: v.nullable(
    v.object({
      platform: v.pipe(
        v.string(),
        v.check((name) => siteNamed(name) !== null),
      ),
      known: v.boolean(),
      label: v.nullable(v.object({ kind: v.picklist(LABEL_KINDS), text: Words, hook: Words })),
      postId: Words,
      permalink: v.nullable(Address),
      author: v.nullable(Words),
    }),
  ),
});

export type PageUpdate = v.InferOutput<typeof PageUpdateSchema>;

export const PageGoneSchema = v.object({ id: Id });

export const PageShownSchema = v.object({
  id: Id,
  badge: v.object({
    present: v.boolean(),
    visible: v.boolean(),
    name: v.pipe(v.string(), v.maxLength(500)),
    box: v.nullable(v.tuple([v.number(), v.number(), v.number(), v.number()])),
    unwanted: v.optional(v.boolean()),
  }),
  timings: v.object({
    found: Moment,
    firstLabel: v.nullable(Moment),
    final: v.nullable(Moment),
  }),
});

export const FrameSchema = v.object({
  time: v.number(),
  width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024)),
  height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024)),
  fullWidth: Pixels,
  fullHeight: Pixels,
  // JSON messaging would turn bytes into `{}` in silence, so the type itself is checked.
  data: v.instance(Uint8Array),
});

/** At most 16 pictures, each with exactly four bytes a pixel. */
export const FramesSchema = v.pipe(
  v.array(FrameSchema),
  v.maxLength(16),
  v.check((frames) => frames.every((frame) => frame.data.length === frame.width * frame.height * 4)),
);
