import { isInitName } from '../media/streams/segment-pattern';
import { kindOf } from '../media/streams/seen-resources';
import type { StreamFacts } from '../messaging/schemas';
import { pictureSize } from './medium';

type Seen = StreamFacts['seen'][number];

/**
 * Requests that are remembered of each kind, the latest: 600 in all. Apart, since a playlist is fetched once, its segments
 * for hours, and much else by the thousand.
 */
const MOST = { lasting: 100, media: 400, unknown: 100 };
const LONGEST_URL = 4096;
/** The ways in which players fetch. */
const WAYS = new Set(['fetch', 'xmlhttprequest', 'video', 'audio', 'other']);
/** Ranges of a player's buffer that are told. */
const MOST_RANGES = 50;

/**
 * Remembers what this document was seen to fetch, from its resource timing: behind a `blob:` video only these
 * requests tell what plays. No function of the page is wrapped, and nothing is asked of the network. Made as early as can be:
 * what came before is told only as far as the page's own buffer of 250 entries holds it.
 */
export class StreamTraces {
  readonly #seen: Record<keyof typeof MOST, Seen[]> = { lasting: [], media: [], unknown: [] };

  constructor(signal: AbortSignal) {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceResourceTiming[]) this.#note(entry);
    });
    observer.observe({ type: 'resource', buffered: true });
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  }

  /** What is known of the stream of one element. @param since when it got its source, milliseconds since navigation */
  factsOf(video: HTMLMediaElement, since: number): StreamFacts {
    const { buffered, currentTime, duration } = video;
    const ranges = Array.from(
      { length: Math.min(buffered.length, MOST_RANGES) },
      (_, index): [number, number] => [buffered.start(index), buffered.end(index)],
    );
    return {
      seen: Object.values(this.#seen)
        .flat()
        .sort((a, b) => a.at - b.at),
      ...{ currentTime, since, buffered: ranges },
      ...pictureSize(video),
      duration: Number.isNaN(duration) ? 0 : duration,
    };
  }

  #note({ name, startTime, initiatorType }: PerformanceResourceTiming): void {
    if (!WAYS.has(initiatorType) || name.length > LONGEST_URL || !/^https?:/.test(name)) return;
    const kind = keptAs(name, initiatorType);
    const seen = this.#seen[kind];
    seen.push({ url: name, at: startTime, type: initiatorType });
    if (seen.length > MOST[kind]) seen.shift();
  }
}

/** What is asked for once at the beginning, a playlist or what sets the decoder up, is kept longest. */
function keptAs(url: string, type: string): keyof typeof MOST {
  if (!URL.canParse(url)) return 'unknown';
  const kind = kindOf(url, type === 'video' || type === 'audio');
  return kind === 'playlist' || (kind === 'media' && isInitName(url)) ? 'lasting' : kind;
}
