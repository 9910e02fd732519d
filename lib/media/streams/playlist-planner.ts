import type { Playlist, PlaylistFetcher } from './fetch-playlist';
import {
  chooseRenditions,
  createResolver,
  type HlsMedia,
  markSeen,
  renditionsOfDash,
  renditionsOfHls,
  type Resolver,
} from './renditions';
import type { Seen } from './seen-resources';
import type { Rendition, StreamElement, StreamPlan, StreamProblem } from './stream-plan';

/** Segments that a plan carries: those that were seen, and their neighbours. */
const MOST_SEGMENTS = 3000;

/** Makes the plan of one playlist; what is odd about it stands in `problems`. */
export class PlaylistPlanner {
  readonly #resolver: Resolver;

  get problems(): ReadonlySet<StreamProblem> {
    return this.#resolver.problems;
  }

  constructor(
    private readonly seen: readonly Seen[],
    private readonly element: StreamElement,
    private readonly fetcher: PlaylistFetcher,
    /** Playlists of segments that belong to a list of qualities already. */
    private readonly taken: Set<string>,
  ) {
    this.#resolver = createResolver(element.pageUrl);
  }

  async plan(playlist: Playlist, signal: AbortSignal): Promise<StreamPlan[]> {
    if (playlist.kind === 'dash') {
      const { manifest, url } = playlist;
      for (const problem of manifest.problems) this.#resolver.problems.add(problem);
      return this.#finish('dash', url, renditionsOfDash(manifest, this.#resolver), manifest);
    }
    const lists = await this.#hlsLists(playlist, signal);
    const facts = {
      live: lists.some((list) => list.playlist.live),
      encrypted: playlist.playlist.encrypted || lists.some((list) => list.playlist.encrypted),
    };
    const renditions = lists.flatMap((list) => renditionsOfHls(list, this.#resolver));
    return this.#finish('hls', playlist.url, renditions, facts);
  }

  /** The playlists of segments behind a list of qualities: those that the page fetched, else the first. */
  async #hlsLists(top: Extract<Playlist, { kind: 'hls' }>, signal: AbortSignal): Promise<HlsMedia[]> {
    const { url, playlist } = top;
    const { problems } = this.#resolver;
    for (const problem of playlist.problems) problems.add(problem);
    const unsized = { kind: 'mixed' as const, bandwidth: 0, width: 0, height: 0 };
    if (playlist.variants.length === 0) return [{ ...unsized, url, playlist }];
    const named = [
      ...playlist.variants.map((variant) => ({
        ...variant,
        kind: variant.audioGroup === null ? ('mixed' as const) : ('video' as const),
      })),
      ...playlist.audio.map(({ uri }) => ({ ...unsized, uri, kind: 'audio' as const })),
    ].flatMap((list) => {
      const address = this.#resolver.resolve(url, list.uri);
      if (address === url) problems.add('loop');
      return address && address !== url ? [{ ...list, address }] : [];
    });
    const fetched = new Set(this.seen.map((one) => one.url));
    const wanted = named.filter(({ address }) => fetched.has(address));
    const found: HlsMedia[] = [];
    for (const { address, kind, bandwidth, width, height } of wanted.length > 0
      ? wanted
      : named.slice(0, 1)) {
      this.taken.add(address);
      const read = await this.fetcher.read(address, signal);
      if (read?.kind !== 'hls') continue;
      if (read.playlist.variants.length > 0) problems.add('loop');
      for (const problem of read.playlist.problems) problems.add(problem);
      found.push({ url: read.url, playlist: read.playlist, kind, bandwidth, width, height });
    }
    return found;
  }

  #finish(
    kind: StreamPlan['kind'],
    url: string,
    all: Rendition[],
    { live, encrypted }: { live: boolean; encrypted: boolean },
  ): StreamPlan[] {
    const { problems } = this.#resolver;
    markSeen(all, this.seen, this.element);
    if (all.some(({ segments }) => segments.some((segment) => isPlaylist(segment.url)))) problems.add('loop');
    const usable = all
      .map((rendition) => ({
        ...rendition,
        segments: rendition.segments.filter((segment) => !isPlaylist(segment.url)),
      }))
      .filter(({ segments, index }) => segments.length > 0 || index);
    if (usable.length === 0) {
      problems.add('no-segments');
      return [];
    }
    const chosen = chooseRenditions(usable, this.seen, this.element, problems);
    if (chosen.some(({ segments }) => segments.some((segment) => isTransportStream(segment.url))))
      problems.add('transport-stream');
    else if (chosen.some(({ init, index }) => !init && !index)) problems.add('no-init');
    const renditions = chosen.map((rendition) => shorten(rendition, this.element, problems));
    const [main] = renditions;
    return [
      {
        kind,
        url,
        renditions,
        init: main?.init ?? null,
        segments: main?.segments ?? [],
        live,
        encrypted,
        problems: [...problems],
      },
    ];
  }
}

const pathOf = (url: string): string => new URL(url).pathname.toLowerCase();
const isPlaylist = (url: string): boolean => /\.(?:m3u8|mpd)$/.test(pathOf(url));
const isTransportStream = (url: string): boolean => pathOf(url).endsWith('.ts');

/** Keeps what was seen and what lies around the present moment of a playlist that goes on for days. */
function shorten(
  rendition: Rendition,
  { currentTime }: StreamElement,
  problems: Set<StreamProblem>,
): Rendition {
  const { segments } = rendition;
  if (segments.length <= MOST_SEGMENTS) return rendition;
  problems.add('many-segments');
  const near = (segment: Rendition['segments'][number]) =>
    segment.seen ? 0 : Math.abs(segment.start - currentTime) + 1;
  const kept = segments.toSorted((a, b) => near(a) - near(b)).slice(0, MOST_SEGMENTS);
  return { ...rendition, segments: kept.sort((a, b) => a.index - b.index) };
}
