import type { ByteSource } from '../../media/byte-source';
import type { Frame, FrameRequest } from '../../media/frame';
import {
  type FrameSketch,
  LEAST_FRAMES,
  SKETCH_SIDE,
  sketchesMatch,
  sketchFrame,
} from '../../media/frames-match';
import type { FetchText } from '../../media/streams/fetch-playlist';
import { planStreams } from '../../media/streams/plan';
import { createMemoryByteSource } from '../../media/memory-byte-source';
import { readWhole } from '../../media/read-whole';
import { planSupplied, type SuppliedMedia, wholeSupplied } from '../../media/streams/supplied';
import { PlaylistError, type StreamElement, type StreamPlan } from '../../media/streams/stream-plan';
import type { StreamFacts } from '../../messaging/schemas';
import { CheckError, toCheckError } from '../check-error';
import type { EvidenceOf, EvidenceSource, Subject } from '../evidence';
import { creditFrames } from './fragments/credit-frames';
import { decideSession } from './fragments/decide-session';
import { checkStream, type StreamDeps, type StreamResult } from './fragments/stream-source';
import { createCredentialsSource } from './source';
import type { TrustList } from './trust-list';
import type { CredentialsWorker } from './worker-client';

export interface StreamCredentialsOptions {
  /** What the page was seen to fetch: untrusted, like all that comes from a page. */
  facts(signal: AbortSignal): Promise<StreamFacts>;
  /** Whole pictures as the element shows them while it plays. */
  frames(request: FrameRequest): Promise<Frame[]>;
  /** Sketches of the pictures of a file near these moments. */
  sketch(
    file: Uint8Array,
    start: number,
    signal: AbortSignal,
    moments: readonly number[],
  ): Promise<FrameSketch[]>;
  /** The bytes behind the element's own address, where that is a file that the page put together; null elsewhere. */
  own(): Promise<Uint8Array | null>;
  /** What the page fed to its player itself; null where its site was not chosen for that. */
  supplied: (() => Promise<SuppliedMedia | null>) | null;
  /** A playlist of at most `limit` bytes, asked for anew in each look: it may have grown. */
  openList(url: string, limit: number): ByteSource & { readonly finalUrl: string };
  /** A segment, or what sets them up: what was read of it in an earlier look costs nothing. */
  open(url: string): ByteSource;
  worker: CredentialsWorker & StreamDeps['worker'];
  trustLists(): Promise<readonly TrustList[]>;
  budget(): number;
}

/** Pictures on screen that are compared. */
const SCREEN: FrameRequest = { count: 3, side: SKETCH_SIDE, whole: true };
/** Bytes of what a page put together or hands over; they cost no network. */
const MOST_SUPPLIED = 32_000_000;
/** Plans that are tried, the best first: a wrong one costs bytes. */
const MOST_PLANS = 2;

/**
 * Credentials of a stream that the page feeds to its player (`blob:`), per viewing session (wording.md, "Streams"):
 * what lies behind it is found by the requests of the page, its segments are checked one by one, and what they say is
 * credited only if pictures decoded from the checked bytes are those on screen.
 */
export function createStreamCredentialsSource(
  options: StreamCredentialsOptions,
): EvidenceSource<'credentials'> {
  return {
    name: 'credentials',
    async check(subject, { signal }) {
      const started = performance.now();
      try {
        return await new StreamCredentials(options, subject, signal).run();
      } catch (error) {
        if (error instanceof PlaylistError) return unplayable(error, performance.now() - started);
        throw toCheckError(error);
      }
    },
  };
}

function orThrow(found: EvidenceOf<'credentials'> | CheckError): EvidenceOf<'credentials'> {
  if (found instanceof CheckError) throw found;
  return found;
}

const planOfFile = (url: string): StreamPlan => ({
  ...{ kind: 'progressive', url, renditions: [], init: null, segments: [] },
  ...{ live: false, encrypted: false, problems: [] },
});

/** Nothing was read but playlists; what is odd about them is told. */
function unplayable({ reason, problems }: PlaylistError, ms: number): EvidenceOf<'credentials'> {
  const { details } = decideSession({
    ...{ tracks: [], checked: [], segmentsSeen: 0, suppliedByPage: false, unread: reason },
  });
  const session = details.session && { ...details.session, playlist: [...problems] };
  return {
    source: 'credentials',
    outcome: 'could-not-check',
    reason,
    details: { ...details, ...(session ? { session } : {}) },
    bytes: 0,
    ms: Math.round(ms),
    settled: true,
  };
}

class StreamCredentials {
  constructor(
    private readonly options: StreamCredentialsOptions,
    private readonly subject: Subject,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<EvidenceOf<'credentials'>> {
    // Pictures first, which take a while: what the page has fetched by then includes what they show, and segments
    // around these moments are kept while they are checked.
    const screen = await this.#screen();
    const facts = await this.options.facts(this.signal);
    const element = this.#element(facts);
    const found = await this.#fromRequests(facts, element, screen).catch(toCheckError);
    if (
      found instanceof CheckError
        ? found.reason === 'cancelled'
        : found.details?.session?.framesMatched !== false
    )
      return orThrow(found);
    // What the page hands over comes last: the rest is the browser's word, this is the page's.
    return (
      (await this.#fromFile(element, screen)) ?? (await this.#fromPage(element, screen)) ?? orThrow(found)
    );
  }

  async #fromRequests(
    facts: StreamFacts,
    element: StreamElement,
    screen: readonly FrameSketch[],
  ): Promise<EvidenceOf<'credentials'>> {
    const plans = await this.#plans(facts, element);
    let last: EvidenceOf<'credentials'> | null = null;
    let failure: CheckError | null = null;
    for (const plan of plans.slice(0, MOST_PLANS)) {
      try {
        const { evidence, matched } = await this.#check(plan, this.#deps(element, screen), screen);
        last = evidence;
        if (matched !== false) return last;
      } catch (error) {
        failure ??= toCheckError(error);
        if (failure.reason === 'cancelled') throw failure;
      }
    }
    if (last) return last;
    throw failure ?? new CheckError('stream', 'nothing of the page leads to what plays');
  }

  /** @returns null where the element's address is no file of the page's own */
  async #fromFile(
    element: StreamElement,
    screen: readonly FrameSketch[],
  ): Promise<EvidenceOf<'credentials'> | null> {
    const { url } = this.subject;
    const bytes = await this.options.own().catch(() => null);
    if (!bytes) return null;
    const open = () => createMemoryByteSource(bytes, url);
    const deps = { ...this.#deps(element, screen), open, budget: () => MOST_SUPPLIED };
    const { evidence } = await this.#check(planOfFile(url), deps, screen);
    return { ...evidence, bytes: 0 };
  }

  /** @returns null where the page handed nothing over */
  async #fromPage(
    element: StreamElement,
    screen: readonly FrameSketch[],
  ): Promise<EvidenceOf<'credentials'> | null> {
    const media = await this.options.supplied?.().catch(() => null);
    if (!media || media.buffers.length === 0) return null;
    const { plan, open } = planSupplied(media);
    if (plan.renditions.length === 0) throw new CheckError('unsupported-format', 'no MP4 was handed over');
    const deps = { ...this.#deps(element, screen), open, budget: () => MOST_SUPPLIED, suppliedByPage: true };
    const { evidence } = await this.#check(plan, deps, screen);
    const whole = evidence.details?.session?.problem === 'unbound' ? wholeSupplied(media) : null;
    const found = whole && (await this.#fromWhole(whole, deps, screen));
    // A page may end its stream early: that not all matches does not show that anything was changed.
    return found && found.details?.state !== 'invalid' ? found : evidence;
  }

  /** Credentials of a file as a whole bind all of it, and all of it may have been handed over. */
  async #fromWhole(
    whole: Uint8Array,
    deps: StreamDeps,
    screen: readonly FrameSketch[],
  ): Promise<EvidenceOf<'credentials'>> {
    const open = (url: string) => createMemoryByteSource(whole, url);
    const { evidence } = await this.#check(planOfFile('supplied:whole'), { ...deps, open }, screen);
    const { details } = evidence;
    if (!details?.session) return { ...evidence, bytes: 0 };
    const session = { ...details.session, suppliedByPage: true };
    return { ...evidence, bytes: 0, details: { ...details, session } };
  }

  async #check(plan: StreamPlan, deps: StreamDeps, screen: readonly FrameSketch[]) {
    const result = await checkStream(plan, deps);
    const match = await this.#matches(screen, result);
    return {
      evidence: creditFrames(result.evidence, match, this.subject.medium),
      matched: match.matched,
    };
  }

  /** A player without an end may be live, or may only not have said yet how long its stream is. */
  async #plans(facts: StreamFacts, element: StreamElement): Promise<StreamPlan[]> {
    const live = (cause?: unknown) => new CheckError('live', 'a live stream', { cause });
    const plans = await planStreams(facts.seen, element, this.#fetchText, this.signal).catch(
      (error: unknown) => {
        throw this.subject.live && toCheckError(error).reason === 'stream' ? live(error) : error;
      },
    );
    if (plans.length > 0 && plans.every((plan) => plan.live)) throw live();
    return plans;
  }

  #element(facts: StreamFacts): StreamElement {
    const { duration, currentTime, width, height, buffered, since } = facts;
    const { encrypted, pageUrl } = this.subject;
    return { duration, currentTime, width, height, buffered, since, encrypted, pageUrl };
  }

  /** None where the element does not play: then nothing can be credited, and what was found is not told. */
  async #screen(): Promise<FrameSketch[]> {
    if (this.subject.pixels !== 'readable') return [];
    try {
      return (await this.options.frames(SCREEN)).map(sketchFrame);
    } catch (error) {
      if (toCheckError(error).reason === 'cancelled') throw error;
      return [];
    }
  }

  #deps(element: StreamElement, screen: readonly FrameSketch[]): StreamDeps {
    const { open, worker, trustLists, budget } = this.options;
    const single = (source: ByteSource) =>
      createCredentialsSource({
        ...{ openBytes: () => source, worker, trustLists },
        budget: () => (/^(?:blob|supplied):/.test(source.url) ? MOST_SUPPLIED : budget()),
      });
    return {
      ...{ open, worker, trustLists, budget, element },
      checkFile: (source) =>
        single(source).check(
          { ...this.subject, url: source.url },
          { signal: this.signal, onPartial: () => undefined },
        ),
      moments: screen.map(({ time }) => time),
      signal: this.signal,
    };
  }

  async #matches(screen: readonly FrameSketch[], { pictures }: StreamResult) {
    if (screen.length === 0 || pictures.length === 0) return { matched: null, compared: 0 };
    const moments = screen.map(({ time }) => time);
    const decoded: FrameSketch[] = [];
    for (const { bytes, start } of pictures)
      decoded.push(...(await this.options.sketch(bytes, start, this.signal, moments)));
    return sketchesMatch(screen, decoded, Math.min(screen.length, LEAST_FRAMES));
  }

  readonly #fetchText: FetchText = async (url, limit, signal) => {
    const source = this.options.openList(url, limit);
    const bytes = await readWhole(source, limit, signal);
    return { bytes, url: source.finalUrl, contentType: source.contentType };
  };
}
