import type { StreamFacts } from '../messaging/schemas';
import { pictureSize } from './medium';

/** Requests that are remembered; the latest count. */
const MOST = 600;
const LONGEST_URL = 4096;
/** The ways in which players fetch. */
const WAYS = new Set(['fetch', 'xmlhttprequest', 'video', 'audio', 'other']);
/** Ranges of a player's buffer that are told. */
const MOST_RANGES = 50;

/**
 * Remembers what this document was seen to fetch, from its resource timing: behind a `blob:` video only these
 * requests tell what plays. No function of the page is wrapped, and nothing is asked of the network.
 */
export class StreamTraces {
  readonly #seen: StreamFacts['seen'] = [];

  constructor(signal: AbortSignal) {
    const observer = new PerformanceObserver((list) => {
      for (const { name, startTime, initiatorType } of list.getEntries() as PerformanceResourceTiming[])
        if (WAYS.has(initiatorType) && name.length <= LONGEST_URL && /^https?:/.test(name))
          this.#seen.push({ url: name, at: startTime, type: initiatorType });
      if (this.#seen.length > MOST) this.#seen.splice(0, this.#seen.length - MOST);
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
      seen: this.#seen.slice(),
      ...{ currentTime, since, buffered: ranges },
      ...pictureSize(video),
      duration: Number.isNaN(duration) ? 0 : duration,
    };
  }
}
