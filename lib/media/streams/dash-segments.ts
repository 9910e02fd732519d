import { all, children, inherited, type Line, number, resolve } from './dash-elements';
import {
  expandDuration,
  expandTimeline,
  fillTemplate,
  type TimedSegment,
  type TimelineRun,
} from './dash-template';
import type { ByteRange, StreamProblem } from './stream-plan';
import { parseInclusiveRange } from './stream-url';
import type { XmlElement } from './xml';

/** Segments of all representations together, and letters of their addresses. */
const MOST_SEGMENTS = 50_000;
const MOST_LETTERS = 20_000_000;

export interface DashPart {
  /** Resolved against the manifest, not yet looked at. */
  uri: string;
  range: ByteRange | null;
}

/** What makes a representation play (ISO/IEC 23009-1, 5.3.9). */
export interface DashParts {
  init: DashPart | null;
  segments: (DashPart & { start: number; duration: number })[];
  /** The `sidx` box that lists the segments of a single file. */
  index: DashPart | null;
}

/** Seconds. */
export interface Period {
  number: number;
  start: number;
  /** Null where it is open. */
  duration: number | null;
}

/** One representation with the elements around it, and the address that its own count from. */
export interface Place {
  line: Line;
  period: Period;
  base: string;
  id: string;
  bandwidth: number;
}

/** Lists segments, for all representations of a manifest as many as are good for it. */
export class SegmentLister {
  #segmentsLeft = MOST_SEGMENTS;
  #lettersLeft = MOST_LETTERS;

  constructor(private readonly problems: Set<StreamProblem>) {}

  partsOf(place: Place): DashParts {
    const { line, base, period } = place;
    const has = (name: string) => all(line, name).length > 0;
    if (has('SegmentTemplate')) return this.#fromTemplate(place);
    if (has('SegmentList')) return this.#fromList(place);
    const bases = all(line, 'SegmentBase');
    const indexRange = parseInclusiveRange(inherited(bases, 'indexRange'));
    if (!indexRange) {
      const file = { uri: base, range: null, start: period.start, duration: period.duration ?? 0 };
      return { init: null, index: null, segments: [file] };
    }
    const init = initOf(bases, base) ?? { uri: base, range: { start: 0, end: indexRange.start } };
    return { init, index: { uri: base, range: indexRange }, segments: [] };
  }

  #fromTemplate({ line, period, base, id, bandwidth }: Place): DashParts {
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
    const timed = this.#afford(base.length + media.length, (most) =>
      timesOf(templates, period, timescale, offset, most),
    );
    return {
      init: initialization ? { uri: at(initialization), range: null } : initOf(templates, base),
      index: null,
      segments: timed.map(({ time, duration }, count) => ({
        uri: at(media, { Number: first + count, Time: time }),
        range: null,
        start: period.start + (time - offset) / timescale,
        duration: duration / timescale,
      })),
    };
  }

  #fromList({ line, period, base }: Place): DashParts {
    const lists = all(line, 'SegmentList');
    const timescale = number(inherited(lists, 'timescale')) || 1;
    const media = lists.map((list) => children(list, 'SegmentURL')).find((urls) => urls.length > 0) ?? [];
    const own = this.#afford(base.length + 100, (most) => media.slice(0, most));
    const timed = timesOf(lists, period, timescale, 0, own.length);
    return {
      init: initOf(lists, base),
      index: null,
      segments: own.map(({ attributes }, count) => ({
        uri: resolve(attributes.get('media') ?? '', base),
        range: parseInclusiveRange(attributes.get('mediaRange')),
        start: period.start + (timed[count]?.time ?? 0) / timescale,
        duration: (timed[count]?.duration ?? 0) / timescale,
      })),
    };
  }

  #afford<T>(letters: number, list: (most: number) => T[]): T[] {
    const each = letters + 40;
    const most = Math.min(this.#segmentsLeft, Math.floor(this.#lettersLeft / each));
    const segments = list(most);
    this.#segmentsLeft -= segments.length;
    this.#lettersLeft -= segments.length * each;
    if (segments.length >= most) this.problems.add('many-segments');
    return segments;
  }
}

/** Times in units of the timescale. */
function timesOf(
  elements: readonly XmlElement[],
  period: Period,
  timescale: number,
  offset: number,
  most: number,
): TimedSegment[] {
  const end = period.duration === null ? null : period.duration * timescale;
  const timeline = elements.flatMap((element) => children(element, 'SegmentTimeline'))[0];
  if (timeline)
    return expandTimeline(children(timeline, 'S').map(runOf), end === null ? null : end + offset, most);
  const even = expandDuration(number(inherited(elements, 'duration')) ?? 0, end, most);
  return even.map((segment) => ({ ...segment, time: segment.time + offset }));
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
  const repeat = attributes.get('r');
  return {
    time: number(attributes.get('t')),
    duration: number(attributes.get('d')) ?? 0,
    repeat: repeat?.startsWith('-') ? -1 : (number(repeat) ?? 0),
  };
}
