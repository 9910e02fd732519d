import { CheckError } from '../../evidence/check-error';
import { type FetchText, PlaylistFetcher } from './fetch-playlist';
import { planFile, planPieces } from './plan-files';
import { PlaylistPlanner } from './playlist-planner';
import { type Seen, seenResources } from './seen-resources';
import {
  PlaylistError,
  REASON_OF_PROBLEM,
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
  const files = [...planFile(seen), ...planPieces(seen)];
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
  if (first === 'missing' && failure)
    return new PlaylistError(failure.reason, [...problems], { cause: failure });
  return first
    ? new PlaylistError(REASON_OF_PROBLEM[first], [...problems])
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
    const planner = new PlaylistPlanner(seen, element, fetcher, taken);
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
