import { children, inherited, type Line, number, resolve, seconds } from './dash-elements';
import { type DashParts, type Period, SegmentLister } from './dash-segments';
import { MOST_PLAYLIST } from './hls-playlist';
import type { StreamProblem } from './stream-plan';
import { parseXml, unescapeXml, type XmlElement } from './xml';

/*
 * A reader of our own, for the reason of hls-playlist.ts: the parser at hand builds every list that a manifest can
 * describe before it can be asked how long that is, and writes to the console at every error.
 */

const MOST_REPRESENTATIONS = 200;

export interface DashRepresentation extends DashParts {
  /** Number of the period, and the identifier of the representation in it. */
  period: number;
  id: string;
  kind: 'video' | 'audio' | 'mixed' | 'other';
  bandwidth: number;
  width: number;
  height: number;
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

class Reader {
  readonly #problems = new Set<StreamProblem>();
  readonly #found: DashRepresentation[] = [];
  #encrypted = false;
  readonly #lister = new SegmentLister(this.#problems);

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
      ...this.#lister.partsOf({ line, period, base, id, bandwidth }),
    };
  }

  #baseOf(line: Line): string {
    // Of several addresses for the same thing players take the first that answers.
    return line.toReversed().reduce((base, element) => {
      const text = children(element, 'BaseURL')[0]?.text.trim();
      return text ? resolve(unescapeXml(text), base) : base;
    }, this.url);
  }
}

const lengthUntil = (end: number | null, start: number): number | null =>
  end === null ? null : Math.max(0, end - start);

function kindOf(type: string, codecs: string): DashRepresentation['kind'] {
  const kind = type.split('/')[0];
  if (kind === 'audio') return 'audio';
  if (kind !== 'video') return codecs ? 'mixed' : 'other';
  return /(?:mp4a|opus|ac-3|ec-3|flac)/i.test(codecs) && codecs.includes(',') ? 'mixed' : 'video';
}
