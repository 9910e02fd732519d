import type { DashManifest } from './dash-manifest';
import type { HlsPlaylist } from './hls-playlist';
import type { Part, PlannedSegment, Rendition, StreamElement, StreamProblem } from './stream-plan';
import type { Seen } from './seen-resources';
import { resolveIn } from './stream-url';

/** What resolving a playlist's addresses needs, and where it leaves what it could not follow. */
export interface Resolver {
  /** @returns null where the address may not be followed; why stands in the problems */
  resolve(base: string, reference: string): string | null;
  problems: Set<StreamProblem>;
}

export function createResolver(pageUrl: string): Resolver {
  const problems = new Set<StreamProblem>();
  return {
    problems,
    resolve(base, reference) {
      const found = resolveIn(base, reference, pageUrl);
      if ('url' in found) return found.url;
      problems.add(found.problem);
      return null;
    },
  };
}

export interface HlsMedia {
  playlist: HlsPlaylist;
  url: string;
  kind: Rendition['kind'];
  bandwidth: number;
  width: number;
  height: number;
}

/** Renditions of one playlist of segments: one for each initialization segment in it. */
export function renditionsOfHls(media: HlsMedia, resolver: Resolver): Rendition[] {
  const { playlist, url, kind, bandwidth, width, height } = media;
  const found = new Map<string, Rendition>();
  for (const segment of playlist.segments) {
    const address = resolver.resolve(url, segment.uri);
    if (!address) continue;
    const initAddress = segment.init && resolver.resolve(url, segment.init.uri);
    const init: Part | null =
      segment.init && initAddress ? { url: initAddress, range: segment.init.range } : null;
    const key = `${keyOf(init)} ${url}`;
    const rendition = found.get(key) ?? {
      key,
      kind,
      init,
      segments: [],
      index: null,
      bandwidth,
      width,
      height,
      ordered: true,
    };
    rendition.segments.push({
      url: address,
      range: segment.range,
      // Among those of the same initialization segment, so that an advertisement between them moves nothing.
      index: rendition.segments.length,
      start: segment.start,
      duration: segment.duration,
      seen: false,
    });
    found.set(key, rendition);
  }
  return [...found.values()];
}

export function renditionsOfDash(manifest: DashManifest, resolver: Resolver): Rendition[] {
  return manifest.representations.flatMap((representation): Rendition[] => {
    const { kind, init, index, bandwidth, width, height } = representation;
    if (kind === 'other') return [];
    const part = (given: { uri: string; range: Part['range'] } | null): Part | null => {
      const url = given && resolver.resolve(given.uri, given.uri);
      return url ? { url, range: given.range } : null;
    };
    const segments = representation.segments.flatMap((segment, place): PlannedSegment[] => {
      const found = part(segment);
      return found
        ? [{ ...found, index: place, start: segment.start, duration: segment.duration, seen: false }]
        : [];
    });
    if (segments.length === 0 && !index) return [];
    const key = `${keyOf(part(init))} ${representation.period} ${representation.id}`;
    return [
      { key, kind, init: part(init), index: part(index), segments, bandwidth, width, height, ordered: true },
    ];
  });
}

export const keyOf = (init: Part | null): string =>
  init ? `${init.url}${init.range ? ` ${init.range.start}-${init.range.end}` : ''}` : '';

/**
 * Marks what the page was seen to fetch. Where all segments are parts of one file, requests do not tell which; then
 * what the player holds does, and before that what it has played.
 */
export function markSeen(
  renditions: readonly Rendition[],
  seen: readonly Seen[],
  element: StreamElement,
): void {
  const times = new Map<string, number>();
  for (const { url, file, range, at } of seen) {
    times.set(url, at);
    times.set(range ? `${file} ${range.start}` : file, at);
  }
  for (const rendition of renditions)
    for (const segment of rendition.segments) {
      const whole = segment.range === null;
      const fetched =
        times.has(segment.url) || (!whole && times.has(`${segment.url} ${segment.range?.start}`));
      segment.seen =
        fetched && (whole || times.has(`${segment.url} ${segment.range?.start}`) || isHeld(segment, element));
    }
}

type Playback = Pick<StreamElement, 'buffered' | 'currentTime'>;

function isHeld({ start, duration }: PlannedSegment, { buffered, currentTime }: Playback): boolean {
  const end = start + duration;
  if (buffered.length === 0) return start <= currentTime;
  // Half a segment, since players drop the edges of what they hold.
  return buffered.some(([from, to]) => Math.min(end, to) - Math.max(start, from) > duration / 2);
}

/** Takes for seen what the player holds, where requests do not tell. */
export function markHeld(segments: readonly PlannedSegment[], playback: Playback): void {
  for (const segment of segments) segment.seen = isHeld(segment, playback);
}

/** When the page last fetched a segment of a rendition; 0 where it never did. */
export function lastSeen({ segments }: Rendition, seen: ReadonlyMap<string, number>): number {
  return segments.reduce(
    (latest, segment) => (segment.seen ? Math.max(latest, seen.get(segment.url) ?? 1) : latest),
    0,
  );
}

const MOST_RENDITIONS = 8;

/**
 * The renditions that were seen, the one on screen first: picture before sound, the latest seen first, then the one of
 * the element's size. Where none was seen, the best guess at what is on screen, with sound.
 */
export function chooseRenditions(
  all: readonly Rendition[],
  seen: readonly Seen[],
  element: StreamElement,
  problems: Set<StreamProblem>,
): Rendition[] {
  const times = new Map(seen.map(({ url, at }) => [url, at]));
  const fits = ({ width, height }: Rendition) =>
    width > 0 && width === element.width && height === element.height ? 1 : 0;
  const ranked = all
    .map((rendition) => ({ rendition, last: lastSeen(rendition, times) }))
    .sort(
      (a, b) =>
        Number(a.rendition.kind === 'audio') - Number(b.rendition.kind === 'audio') ||
        b.last - a.last ||
        fits(b.rendition) - fits(a.rendition) ||
        b.rendition.bandwidth - a.rendition.bandwidth,
    );
  const used = ranked.filter(({ last }) => last > 0);
  if (used.length === 0) {
    problems.add('unknown-rendition');
    const sound = ranked.find(({ rendition }) => rendition.kind === 'audio');
    return [...new Set([ranked[0], sound])].flatMap((entry) => entry?.rendition ?? []);
  }
  if (used.length > MOST_RENDITIONS) problems.add('many-renditions');
  return used.slice(0, MOST_RENDITIONS).map(({ rendition }) => rendition);
}
