import type { PlannedSegment, Rendition, StreamPlan } from './stream-plan';
import type { Seen } from './seen-resources';
import { isInitName, renditionsByPattern } from './segment-pattern';

/** Files that are worth trying; the latest. */
const MOST_FILES = 4;

const planOf = (kind: StreamPlan['kind'], url: string, renditions: Rendition[]): StreamPlan => ({
  kind,
  url,
  renditions,
  init: renditions[0]?.init ?? null,
  segments: renditions[0]?.segments ?? [],
  // A player without an end may only not have said yet how long its stream is: what was fetched can be checked.
  live: false,
  encrypted: false,
  problems: [],
});

/**
 * One file behind a stream: an address of media that is no piece of a series. Players read it by ranges, whether these
 * stand in the query or in a header that nobody sees.
 */
export function planFile(seen: readonly Seen[]): StreamPlan[] {
  const inSeries = new Set(
    renditionsByPattern(seen).flatMap(({ init, segments }) => [init?.url, ...segments.map(({ url }) => url)]),
  );
  const files = new Map<string, Seen[]>();
  for (const one of seen)
    if (one.kind === 'media' && !inSeries.has(one.url) && !isPiece(one.file))
      files.set(one.file, [...(files.get(one.file) ?? []), one]);
  return [...files]
    .slice(-MOST_FILES)
    .reverse()
    .map(([file, requests]) => {
      const rendition: Rendition = {
        key: file,
        kind: 'mixed',
        init: { url: file, range: null },
        segments: piecesOf(requests),
        index: null,
        bandwidth: 0,
        width: 0,
        height: 0,
        ordered: false,
      };
      return planOf('progressive', file, [rendition]);
    });
}

/** By its name a piece of a series of which too little was seen. */
const isPiece = (file: string): boolean =>
  isInitName(file) || /\.(?:m4s|m4f|cmfv|cmfa|ts)$/i.test(new URL(file).pathname);

/**
 * The pieces that the page asked for by their addresses, in the order of the file: what the page's cache can serve. Their
 * `range` is where they stand in the file; the address itself asks for no more.
 */
function piecesOf(requests: readonly Seen[]): PlannedSegment[] {
  const byStart = new Map(requests.flatMap((one) => (one.range ? [[one.range.start, one] as const] : [])));
  return [...byStart.values()]
    .sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0))
    .map((one, index) => ({ url: one.url, range: one.range, index, start: index, duration: 0, seen: true }));
}

/** Segments without a playlist, by the pattern of their addresses; picture and sound of one place together. */
export function planPieces(seen: readonly Seen[]): StreamPlan[] {
  const renditions = renditionsByPattern(seen).sort(
    (a, b) => Number(a.kind === 'audio') - Number(b.kind === 'audio'),
  );
  const [first] = renditions;
  if (!first) return [];
  const plan = planOf('segments', first.segments[0]?.url ?? '', renditions);
  return [{ ...plan, problems: renditions.some(({ init }) => !init) ? ['no-init'] : [] }];
}
