import { CheckError } from '../../evidence/check-error';
import { type FetchText, type Playlist, PlaylistFetcher } from './fetch-playlist';
import { planFile, planPieces } from './plan-files';
import {
  chooseRenditions,
  createResolver,
  markSeen,
  renditionsOfDash,
  renditionsOfHls,
  type Resolver,
} from './renditions';
import { type Seen, seenResources } from './seen-resources';
import {
  REASON_OF_PROBLEM,
  type Rendition,
  type SeenResource,
  type StreamElement,
  type StreamPlan,
  type StreamProblem,
} from './stream-plan';

/** Plans that are worth trying: a page with more streams at once than this is told apart by nothing. */
const MOST_PLANS = 4;
/** Playlists that the page asked for and that are looked at. */
const MOST_READ = 8;
/** Requests that look like nothing in particular, read as playlists where nothing else is there. */
const MOST_UNKNOWN = 3;
/** Segments that a plan carries: those that were seen, and their neighbours. */
const MOST_SEGMENTS = 3000;

/**
 * Finds what lies behind a `blob:` video from the requests that its page was seen to make, without a hook. A page may
 * play several; the plans are in order of how well they fit the element, the best first, at most four. Whether it
 * was the right one, only the pictures tell.
 * @throws CheckError drm, stream, playlist, missing, private-network, unsupported-format, … where there is none
 */
export async function planStreams(
  resources: readonly SeenResource[],
  element: StreamElement,
  fetchText: FetchText,
  signal: AbortSignal,
): Promise<StreamPlan[]> {
  if (element.encrypted) throw new CheckError('drm', 'the video is encrypted');
  const seen = seenResources(resources, element.pageUrl);
  const problems = new Set<StreamProblem>();
  const fetcher = new PlaylistFetcher(fetchText, element.pageUrl, problems);
  const plans = await planPlaylists(seen, element, fetcher, problems, signal);
  const files = [...planFile(seen, element), ...planPieces(seen, element)];
  // Segments of a playlist that could be read need no guess from their addresses.
  const claimed = new Set(
    plans.flatMap(({ renditions }) =>
      renditions.flatMap(({ init, index, segments }) => [
        init?.url,
        index?.url,
        ...segments.map(({ url }) => url),
      ]),
    ),
  );
  plans.push(
    ...files.filter(
      ({ segments, url }) =>
        ![url, ...segments.map((segment) => segment.url)].some((address) => claimed.has(address)),
    ),
  );
  if (plans.length === 0) throw nothingFound(problems, fetcher.failure);
  return plans
    .map((plan) => ({ plan, fit: fitOf(plan, seen, element) }))
    .sort((a, b) => b.fit - a.fit)
    .slice(0, MOST_PLANS)
    .map(({ plan }) => ({ ...plan, problems: [...new Set([...plan.problems, ...problems])] }));
}

function nothingFound(problems: ReadonlySet<StreamProblem>, failure: CheckError | null): CheckError {
  const [first] = problems;
  if (first === 'missing' && failure) return failure;
  return first
    ? new CheckError(REASON_OF_PROBLEM[first], `the playlist cannot be used: ${[...problems].join(', ')}`)
    : new CheckError('stream', 'no request of the page leads to a stream');
}

async function planPlaylists(
  seen: readonly Seen[],
  element: StreamElement,
  fetcher: PlaylistFetcher,
  problems: Set<StreamProblem>,
  signal: AbortSignal,
): Promise<StreamPlan[]> {
  const plans: StreamPlan[] = [];
  const taken = new Set<string>();
  const plan = async (url: string) => {
    if (taken.has(url)) return;
    const playlist = await fetcher.read(url, signal);
    if (!playlist) return;
    const planner = new Planner(seen, element, fetcher, taken);
    const found = await planner.plan(playlist, signal);
    plans.push(...found);
    if (found.length === 0) for (const problem of planner.problems) problems.add(problem);
  };
  for (const url of likely(seen, 'playlist', element).slice(0, MOST_READ)) await plan(url);
  const media = seen.some(({ kind }) => kind === 'media');
  if (plans.length === 0 && !media)
    for (const url of likely(seen, 'unknown', element).slice(0, MOST_UNKNOWN)) await plan(url);
  return plans;
}

/**
 * Addresses of one kind, likely ones first: asked for after the element got its source, in that order, so that a list of
 * qualities comes before the lists of segments that it names; then those before, the latest first.
 */
function likely(seen: readonly Seen[], kind: Seen['kind'], { since }: StreamElement): string[] {
  const own = seen.filter((one) => one.kind === kind);
  const after = own.filter(({ at }) => at >= since);
  const before = own.filter(({ at }) => at < since).reverse();
  return [...new Set([...after, ...before].map(({ url }) => url))];
}

/** Makes the plan of one playlist. */
class Planner {
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
  async #hlsLists(
    top: Extract<Playlist, { kind: 'hls' }>,
    signal: AbortSignal,
  ): Promise<Parameters<typeof renditionsOfHls>[0][]> {
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
    const found: Parameters<typeof renditionsOfHls>[0][] = [];
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

/** How well a plan fits the element; only the order counts. */
function fitOf(plan: StreamPlan, seen: readonly Seen[], element: StreamElement): number {
  const [main] = plan.renditions;
  const last = main?.segments.at(-1);
  const length = main?.ordered && last ? last.start + last.duration : 0;
  const known = Number.isFinite(element.duration) && element.duration > 0 && length > 0;
  const sameLength = known ? (Math.abs(length - element.duration) < 1.5 ? 8 : -8) : 0;
  const live = plan.live === (element.duration === Number.POSITIVE_INFINITY) ? 1 : 0;
  const times = new Map(seen.map(({ url, at }) => [url, at]));
  const fetched = plan.renditions.flatMap(({ segments }) =>
    segments.filter((segment) => segment.seen).map((segment) => times.get(segment.url) ?? 0),
  );
  const latest = fetched.reduce((most, at) => Math.max(most, at), times.get(plan.url) ?? 0);
  const since = latest >= element.since ? 4 : 0;
  const size =
    main && main.width > 0 && main.width === element.width && main.height === element.height ? 2 : 0;
  const bytes = plan.kind === 'segments' ? -1 : 0;
  return (fetched.length > 0 ? 4 : 0) + sameLength + live + since + size + bytes + latest / 1e9;
}
