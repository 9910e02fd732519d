import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StreamTraces } from '../../../lib/page/stream-traces';

type Entry = Pick<PerformanceResourceTiming, 'name' | 'startTime' | 'initiatorType'>;

let tell: (entries: Entry[]) => void;
let asked: PerformanceObserverInit | undefined;
let watches = false;

class FakeObserver {
  constructor(callback: (list: { getEntries(): Entry[] }) => void) {
    tell = (entries) => callback({ getEntries: () => entries });
  }
  observe(options: PerformanceObserverInit): void {
    asked = options;
    watches = true;
  }
  disconnect(): void {
    watches = false;
  }
}

class FakeVideo {
  currentTime = 3;
  duration = Number.NaN;
  videoWidth = 640;
  videoHeight = 360;
  buffered = { length: 1, start: () => 0, end: () => 7.5 };
}

beforeEach(() => {
  vi.stubGlobal('PerformanceObserver', FakeObserver);
  vi.stubGlobal('HTMLVideoElement', FakeVideo);
});
afterEach(() => vi.unstubAllGlobals());

const entry = (name: string, startTime: number, initiatorType = 'fetch'): Entry => ({
  ...{ name: `https://a.example/${name}`, startTime, initiatorType },
});
const video = new FakeVideo() as unknown as HTMLVideoElement;
const namesOf = (traces: StreamTraces) =>
  traces.factsOf(video, 5).seen.map(({ url }) => url.replace('https://a.example/', ''));

describe('what a document was seen to fetch', () => {
  it('includes what came before, and ends with its signal', () => {
    const over = new AbortController();
    const traces = new StreamTraces(over.signal);
    expect(asked).toEqual({ type: 'resource', buffered: true });
    tell([entry('a.mpd', 1)]);
    expect(namesOf(traces)).toEqual(['a.mpd']);
    expect(watches).toBe(true);
    over.abort();
    expect(watches).toBe(false);
  });

  it('keeps the playlist and what sets the decoder up, whatever else is fetched after them', () => {
    const traces = new StreamTraces(new AbortController().signal);
    tell([entry('a/index.m3u8', 1), entry('a/init-0.mp4', 2)]);
    for (let at = 0; at < 3000; at += 1) tell([entry(`api/${at}`, 10 + at)]);
    for (let at = 0; at < 3000; at += 1) tell([entry(`a/${at}.m4s`, 4000 + at)]);
    const names = namesOf(traces);
    expect(names).toHaveLength(502);
    expect(names.slice(0, 3)).toEqual(['a/index.m3u8', 'a/init-0.mp4', 'api/2900']);
    expect(names.at(-1)).toBe('a/2999.m4s');
  });

  it('leaves out what no player fetches', () => {
    const traces = new StreamTraces(new AbortController().signal);
    tell([entry('a.js', 1, 'script'), entry('x'.repeat(5000), 2), entry('b.mp4', 3, 'video')]);
    expect(namesOf(traces)).toEqual(['b.mp4']);
    expect(traces.factsOf(video, 5)).toMatchObject({
      ...{ buffered: [[0, 7.5]], duration: 0, since: 5, currentTime: 3 },
      ...{ width: 640, height: 360 },
    });
  });
});
