<<<<<<< HEAD
import {
  expandDuration,
  expandTimeline,
  fillTemplate,
  type TimedSegment,
  type TimelineRun,
} from './dash-template';
import { MOST_PLAYLIST } from './hls-playlist';
import type { ByteRange, StreamProblem } from './stream-plan';
import { parseInclusiveRange } from './stream-url';
=======
import { children, inherited, type Line, number, resolve, seconds } from './dash-elements';
import { type DashParts, type Period, SegmentLister } from './dash-segments';
import { MOST_PLAYLIST } from './hls-playlist';
import type { StreamProblem } from './stream-plan';
>>>>>>> streams
import { parseXml, unescapeXml, type XmlElement } from './xml';

/*
 * A reader of our own, for the reason of hls-playlist.ts: the parser at hand builds every list that a manifest can
 * describe before it can be asked how long that is, and writes to the console at every error.
 */

const MOST_REPRESENTATIONS = 200;
<<<<<<< HEAD
/** Segments of all representations together, and letters of their addresses. */
const MOST_SEGMENTS = 50_000;
const MOST_LETTERS = 20_000_000;

export interface DashPart {
  /** Resolved against the manifest, not yet looked at. */
  uri: string;
  range: ByteRange | null;
}

export interface DashRepresentation {
=======

export interface DashRepresentation extends DashParts {
>>>>>>> streams
  /** Number of the period, and the identifier of the representation in it. */
  period: number;
  id: string;
  kind: 'video' | 'audio' | 'mixed' | 'other';
  bandwidth: number;
  width: number;
  height: number;
<<<<<<< HEAD
  init: DashPart | null;
  segments: (DashPart & { start: number; duration: number })[];
  /** The `sidx` box that lists the segments of a single file. */
  index: DashPart | null;
=======
>>>>>>> streams
}

/** A presentation (ISO/IEC 23009-1). */
export interface DashManifest {
  representations: DashRepresentation[];
  live: boolean;
  encrypted: boolean;
  problems: StreamProblem[];
}

/**
 * @param url address of the manifest
 * @returns null where the text is no manifest
 */
export function parseDash(text: string, url: string): DashManifest | null {
  if (text.length > MOST_PLAYLIST) return null;
  const mpd = parseXml(text);
  return mpd?.name === 'MPD' ? new Reader(mpd, url).read() : null;
}

<<<<<<< HEAD
/** An element with the elements around it, the innermost first: attributes and templates are inherited. */
type Line = readonly XmlElement[];

=======
>>>>>>> streams
class Reader {
  readonly #problems = new Set<StreamProblem>();
  readonly #found: DashRepresentation[] = [];
  #encrypted = false;
<<<<<<< HEAD
  #segmentsLeft = MOST_SEGMENTS;
=======
  readonly #lister = new SegmentLister(this.#problems);
>>>>>>> streams

  constructor(
    private readonly mpd: XmlElement,
    private readonly url: string,
  ) {}

  read(): DashManifest {
    const live = this.mpd.attributes.get('type') === 'dynamic';
    const periods = children(this.mpd, 'Period');
    const total = seconds(this.mpd.attributes.get('mediaPresentationDuration'));
    let start = 0;
    for (const [number, period] of periods.entries()) {
      start = seconds(period.attributes.get('start')) ?? start;
      const next = seconds(periods[number + 1]?.attributes.get('start'));
      const duration = seconds(period.attributes.get('duration')) ?? lengthUntil(next ?? total, start);
      this.#readPeriod(period, { number, start, duration });
      start += duration ?? 0;
    }
    return { representations: this.#found, live, encrypted: this.#encrypted, problems: [...this.#problems] };
  }

  #readPeriod(period: XmlElement, place: Period): void {
    for (const set of children(period, 'AdaptationSet'))
      for (const representation of children(set, 'Representation')) {
        if (this.#found.length >= MOST_REPRESENTATIONS) {
          this.#problems.add('many-renditions');
          return;
        }
        const line = [representation, set, period, this.mpd];
        if (line.some((element) => children(element, 'ContentProtection').length > 0)) this.#encrypted = true;
        this.#found.push(this.#readRepresentation(line, place));
      }
  }

  #readRepresentation(line: Line, period: Period): DashRepresentation {
    const attribute = (name: string) => inherited(line.slice(0, 2), name) ?? '';
    const id = line[0]?.attributes.get('id') ?? '';
    const base = this.#baseOf(line);
    const bandwidth = number(attribute('bandwidth')) ?? 0;
    return {
      period: period.number,
      id,
      kind: kindOf(attribute('contentType') || attribute('mimeType'), attribute('codecs')),
      bandwidth,
      width: number(attribute('width')) ?? 0,
      height: number(attribute('height')) ?? 0,
<<<<<<< HEAD
      ...this.#partsOf(line, period, base, { id, bandwidth }),
=======
      ...this.#lister.partsOf({ line, period, base, id, bandwidth }),
>>>>>>> streams
    };
  }

  #baseOf(line: Line): string {
    // Of several addresses for the same thing players take the first that answers.
    return line.toReversed().reduce((base, element) => {
      const text = children(element, 'BaseURL')[0]?.text.trim();
      return text ? resolve(unescapeXml(text), base) : base;
    }, this.url);
  }
<<<<<<< HEAD

  #partsOf(line: Line, period: Period, base: string, own: { id: string; bandwidth: number }): Parts {
    if (find(line, 'SegmentTemplate')) return this.#fromTemplate(line, period, base, own);
    if (find(line, 'SegmentList')) return this.#fromList(line, period, base);
    const based = inheritedBase(line);
    const file: DashPart = { uri: base, range: null };
    if (!based.indexRange)
      return {
        init: null,
        index: null,
        segments: [{ ...file, start: period.start, duration: period.duration ?? 0 }],
      };
    const init = based.init ?? { uri: base, range: { start: 0, end: based.indexRange.start } };
    return {
      init: { ...init, uri: resolve(init.uri, base) },
      index: { uri: base, range: based.indexRange },
      segments: [],
    };
  }

  #fromTemplate(
    line: Line,
    period: Period,
    base: string,
    { id, bandwidth }: { id: string; bandwidth: number },
  ): Parts {
    const templates = all(line, 'SegmentTemplate');
    const attribute = (name: string) => inherited(templates, name);
    const values = { RepresentationID: id, Bandwidth: bandwidth };
    const at = (template: string, extra: object = {}) =>
      resolve(fillTemplate(template, { ...values, ...extra }), base);
    const timescale = number(attribute('timescale')) || 1;
    const offset = number(attribute('presentationTimeOffset')) ?? 0;
    const first = number(attribute('startNumber')) ?? 1;
    const initialization = attribute('initialization');
    const media = attribute('media') ?? '';
    const affordable = Math.floor(MOST_LETTERS / (base.length + media.length + 40));
    const timed = this.#timesOf(templates, period, timescale, offset, affordable);
    return {
      init: initialization ? { uri: at(initialization), range: null } : initOf(templates, base),
      index: null,
      segments: timed.map(({ time, duration }, place) => ({
        uri: at(media, { Number: first + place, Time: time }),
        range: null,
        start: period.start + (time - offset) / timescale,
        duration: duration / timescale,
      })),
    };
  }

  #fromList(line: Line, period: Period, base: string): Parts {
    const lists = all(line, 'SegmentList');
    const timescale = number(inherited(lists, 'timescale')) || 1;
    const timed = this.#timesOf(lists, period, timescale, 0, MOST_SEGMENTS);
    const most = Math.min(MOST_SEGMENTS, Math.floor(MOST_LETTERS / (base.length + 100)));
    const media = lists.map((list) => children(list, 'SegmentURL')).find((urls) => urls.length > 0) ?? [];
    return {
      init: initOf(lists, base),
      index: null,
      segments: media.slice(0, most).map(({ attributes }, place) => ({
        uri: resolve(attributes.get('media') ?? '', base),
        range: parseInclusiveRange(attributes.get('mediaRange')),
        start: period.start + (timed[place]?.time ?? 0) / timescale,
        duration: (timed[place]?.duration ?? 0) / timescale,
      })),
    };
  }

  #timesOf(
    elements: readonly XmlElement[],
    period: Period,
    timescale: number,
    offset: number,
    affordable: number,
  ): TimedSegment[] {
    const most = Math.min(this.#segmentsLeft, affordable);
    const end = period.duration === null ? null : period.duration * timescale;
    const timeline = elements.flatMap((element) => children(element, 'SegmentTimeline'))[0];
    const segments = timeline
      ? expandTimeline(children(timeline, 'S').map(runOf), end === null ? null : end + offset, most)
      : expandDuration(number(inherited(elements, 'duration')) ?? 0, end, most).map((segment) => ({
          ...segment,
          time: segment.time + offset,
        }));
    this.#segmentsLeft -= segments.length;
    if (segments.length >= most) this.#problems.add('many-segments');
    return segments;
  }
}

interface Period {
  number: number;
  /** Seconds. */
  start: number;
  duration: number | null;
}

type Parts = Pick<DashRepresentation, 'init' | 'segments' | 'index'>;

const children = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

const find = (line: Line, name: string): XmlElement | undefined =>
  line.find((element) => children(element, name).length > 0);

/** The element of this name at every level, the innermost first. */
const all = (line: Line, name: string): XmlElement[] =>
  line.flatMap((element) => children(element, name).slice(0, 1));

const inherited = (line: Line, name: string): string | undefined =>
  line.map(({ attributes }) => attributes.get(name)).find((value) => value !== undefined);

function inheritedBase(line: Line): { indexRange: ByteRange | null; init: DashPart | null } {
  const bases = all(line, 'SegmentBase');
  const node = bases.flatMap((base) => children(base, 'Initialization'))[0];
  return {
    indexRange: parseInclusiveRange(inherited(bases, 'indexRange')),
    init: node
      ? {
          uri: node.attributes.get('sourceURL') ?? '',
          range: parseInclusiveRange(node.attributes.get('range')),
        }
      : null,
  };
}

function initOf(elements: readonly XmlElement[], base: string): DashPart | null {
  const node = elements.flatMap((element) => children(element, 'Initialization'))[0];
  if (!node) return null;
  return {
    uri: resolve(node.attributes.get('sourceURL') ?? '', base),
    range: parseInclusiveRange(node.attributes.get('range')),
  };
}

function runOf({ attributes }: XmlElement): TimelineRun {
  return {
    time: number(attributes.get('t')),
    duration: number(attributes.get('d')) ?? 0,
    repeat: /^-/.test(attributes.get('r') ?? '') ? -1 : (number(attributes.get('r')) ?? 0),
  };
}
=======
}

const lengthUntil = (end: number | null, start: number): number | null =>
  end === null ? null : Math.max(0, end - start);
>>>>>>> streams

function kindOf(type: string, codecs: string): DashRepresentation['kind'] {
  const kind = type.split('/')[0];
  if (kind === 'audio') return 'audio';
  if (kind !== 'video') return codecs ? 'mixed' : 'other';
  return /(?:mp4a|opus|ac-3|ec-3|flac)/i.test(codecs) && codecs.includes(',') ? 'mixed' : 'video';
}
<<<<<<< HEAD

function number(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null;
}

const lengthUntil = (end: number | null, start: number): number | null =>
  end === null ? null : Math.max(0, end - start);

/** A duration like `PT1H2M3.5S`, in seconds; years and months, whose length is not fixed, are not taken. */
function seconds(text: string | undefined): number | null {
  const match = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/.exec(
    text ?? '',
  );
  if (!match) return null;
  const [days, hours, minutes, rest] = match.slice(1).map((part) => Number(part ?? 0));
  return (days ?? 0) * 86400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (rest ?? 0);
}

function resolve(reference: string, base: string): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}
=======
>>>>>>> streams
