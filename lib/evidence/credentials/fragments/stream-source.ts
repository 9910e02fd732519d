import type { ByteSource } from '../../../media/byte-source';
import { type OpenBytes, readPart, withSegments } from '../../../media/streams/read-part';
import { isProtected } from '../../../media/protected-init';
import { readWhole } from '../../../media/read-whole';
import { isSignedFragmented, splitFragmentedFile } from '../../../media/streams/split-file';
import {
  PlaylistError,
  type PlannedSegment,
  REASON_OF_PROBLEM,
  type Rendition,
  type StreamElement,
  type StreamPlan,
} from '../../../media/streams/stream-plan';
import { CheckError, toCheckError } from '../../check-error';
import type { EvidenceOf } from '../../evidence';
import type { TrustList } from '../trust-list';
import { fragmentStart } from './fragment-start';
import { isDecisive, type SessionReport } from './decide-session';
import { StreamCheck, type SessionDeps } from './session';

export interface StreamDeps {
  /** Bytes behind an address: from the page's own cache where that has them, else by range. */
  open: OpenBytes;
  worker: SessionDeps['worker'];
  trustLists(): Promise<readonly TrustList[]> | readonly TrustList[];
  /** Most bytes that segments may cost; 0 where data is to be saved. */
  budget(): number;
  /** Checks a single file, as one with an address of its own; what was read of it already is in `source`. */
  checkFile(source: ByteSource): Promise<EvidenceOf<'credentials'>>;
  element: Pick<StreamElement, 'buffered' | 'currentTime'>;
  /** Times of the frames on screen that will be compared, in seconds: the segments there are kept to be decoded. */
  moments: readonly number[];
  /** The bytes come from the page itself, by the hook; false unless told. */
  suppliedByPage?: boolean;
  signal: AbortSignal;
  now?: () => number;
}

/** Pictures whose bytes were checked, to be decoded and compared with those on screen. */
export interface CheckedPictures {
  /** An initialization segment and one segment behind it, a small fragmented file; or a whole file. */
  bytes: Uint8Array;
  /** Time of the segment's first picture in the presentation, in seconds; what the file itself says may differ. */
  start: number;
  duration: number;
}

export interface StreamResult {
  evidence: EvidenceOf<'credentials'>;
  /** Segments at the given moments that were intact, or that the page handed over; or all of a single file. */
  pictures: CheckedPictures[];
}

/** Longest initialization segment. */
const MOST_INIT = 4_000_000;
const HEAD = 64 * 1024;
/** Segments that are kept to be decoded. */
const MOST_KEPT = 3;
/** Segments of a track that are checked where none was seen. */
const UNSEEN = 2;

/**
 * Credentials of a stream over what of it was played, segment by segment. No finding before the last: until the
 * pictures were compared (`creditFrames`), nothing that these bytes say is about the video.
 * @throws CheckError drm, data-saver, stream, unsupported-format, … where nothing could be checked at all
 */
export async function checkStream(plan: StreamPlan, deps: StreamDeps): Promise<StreamResult> {
  if (plan.encrypted) throw new CheckError('drm', 'the stream is encrypted');
  // Nothing of it would be looked at.
  if (plan.problems.includes('transport-stream'))
    throw new PlaylistError(REASON_OF_PROBLEM['transport-stream'], ['transport-stream']);
  if (deps.budget() <= 0) throw new CheckError('data-saver', 'no bytes may be spent on the content');
  const run = new StreamRun(plan, deps);
  return plan.kind === 'progressive' ? run.file() : run.segments();
}

interface Target {
  rendition: Rendition;
  segment: PlannedSegment;
}

class StreamRun {
  readonly #started: number;
  readonly #now: () => number;
  readonly #opened = new Map<string, ByteSource>();
  readonly #before = new Map<ByteSource, number>();
  readonly #inits = new Map<string, Uint8Array>();
  #pictures: CheckedPictures[] = [];

  constructor(
    private readonly plan: StreamPlan,
    private readonly deps: StreamDeps,
  ) {
    this.#now = deps.now ?? (() => performance.now());
    this.#started = this.#now();
  }

  /** One file: as any other, unless it is a stream whose segments were written one behind the other. */
  async file(): Promise<StreamResult> {
    const { url } = this.plan;
    const { signal } = this.deps;
    const source = this.#open(url);
    const head = await source.read(0, HEAD, signal);
    if (!isSignedFragmented(head)) return this.#whole(source, head);
    const bytes = await readWhole(source, this.deps.budget(), signal);
    const split = splitFragmentedFile(bytes);
    if (!split) return this.#whole(source, head);
    if (split.segments.length === 0) throw new CheckError('stream', `${url} sets up a stream and holds none`);
    const check = await this.#session();
    await check.addTrack({ key: url, init: split.init, ordered: true }, signal);
    check.segmentsSeen = split.segments.length;
    for (const [index, segment] of split.segments.entries())
      if (isDecisive(await check.addSegment({ track: url, index, start: index }, segment, signal))) break;
    return { evidence: this.#evidence(check.report()), pictures: this.#picturesOf(bytes) };
  }

  async #whole(source: ByteSource, head: Uint8Array): Promise<StreamResult> {
    const evidence = await this.deps.checkFile(source);
    mustBeClear(evidence, [head]);
    if (evidence.outcome !== 'found' || this.deps.moments.length === 0) return { evidence, pictures: [] };
    // All of it was read to be checked, so this costs nothing.
    return {
      evidence,
      pictures: this.#picturesOf(await readWhole(source, this.deps.budget(), this.deps.signal)),
    };
  }

  #picturesOf(bytes: Uint8Array): CheckedPictures[] {
    return this.deps.moments.length > 0 ? [{ bytes, start: 0, duration: Number.POSITIVE_INFINITY }] : [];
  }

  async segments(): Promise<StreamResult> {
    const check = await this.#session();
    const renditions = await this.#prepare(check);
    const targets = targetsOf(renditions, this.deps.element.currentTime);
    check.segmentsSeen = renditions.reduce(
      (sum, { segments }) => sum + segments.filter(({ seen }) => seen).length,
      0,
    );
    let firstBad = Number.POSITIVE_INFINITY;
    for (const target of targets) {
      // What was played before the first bad segment may be worse; what comes after it changes nothing.
      if (target.segment.start > firstBad) continue;
      if (await this.#decides(target, check)) firstBad = Math.min(firstBad, target.segment.start);
    }
    const report = check.report();
    mustBeClear(report, this.#inits.values());
    if (report.details.session?.segmentsChecked === 0) this.#nothingRead(report);
    return { evidence: this.#evidence(report), pictures: this.#pictures };
  }

  async #session(): Promise<StreamCheck> {
    return new StreamCheck({
      worker: this.deps.worker,
      lists: await this.deps.trustLists(),
      suppliedByPage: this.deps.suppliedByPage ?? false,
    });
  }

  /** Reads what sets each rendition up; one that can not be had is left out. */
  async #prepare(check: StreamCheck): Promise<Rendition[]> {
    const ready: Rendition[] = [];
    const { signal } = this.deps;
    const open = (url: string) => this.#open(url);
    for (const planned of this.plan.renditions) {
      try {
        const rendition = await withSegments(planned, this.deps.element, open, signal);
        const init = rendition.init
          ? await readPart(rendition.init, open, MOST_INIT, signal)
          : new Uint8Array();
        await check.addTrack({ key: rendition.key, init, ordered: rendition.ordered }, signal);
        this.#inits.set(rendition.key, init);
        ready.push(rendition);
      } catch (error) {
        this.#note(error, check);
      }
    }
    return ready;
  }

  /** Checks one segment. @returns true where it decides against the stream */
  async #decides({ rendition, segment }: Target, check: StreamCheck): Promise<boolean> {
    const { signal } = this.deps;
    const left = this.deps.budget() - this.#spent();
    try {
      if (left <= 0) throw new CheckError('too-large', 'the byte budget is spent');
      const bytes = await readPart(segment, (url) => this.#open(url), left, signal);
      const place = { track: rendition.key, index: segment.index, start: segment.start };
      const state = await check.addSegment(place, bytes, signal, segment.open);
      // A page could hand over unsigned bytes and show signed ones: its word is compared in any case.
      const compared = state === 'intact' || (state === 'unsigned' && this.deps.suppliedByPage === true);
      if (compared) this.#keep(rendition, segment, bytes);
      return isDecisive(state) && !segment.open;
    } catch (error) {
      this.#note(error, check);
      return false;
    }
  }

  #keep({ key, kind }: Rendition, segment: PlannedSegment, bytes: Uint8Array): void {
    const init = this.#inits.get(key);
    if (kind === 'audio' || !init) return;
    const timed = segment.duration > 0;
    const start = timed ? segment.start : fragmentStart(init, bytes);
    if (start === null) return;
    const picture = { bytes: concat(init, bytes), start, duration: segment.duration };
    if (!timed) {
      // How long a segment is that no playlist tells of is not known: the last that begins before a moment shows it.
      const all = [...this.#pictures, picture].sort((one, other) => other.start - one.start);
      const shown = this.deps.moments.map((moment) => all.find((one) => one.start <= moment));
      this.#pictures = all.filter((one) => shown.includes(one)).slice(0, MOST_KEPT);
    } else if (
      this.#pictures.length < MOST_KEPT &&
      this.deps.moments.some((moment) => moment >= start && moment <= start + segment.duration)
    )
      this.#pictures.push(picture);
  }

  #note(error: unknown, check: StreamCheck): void {
    const failure = toCheckError(error);
    if (failure.reason === 'cancelled') throw failure;
    check.unread ??= failure.reason;
  }

  #nothingRead({ reason }: SessionReport): never {
    const [problem] = this.plan.problems.filter((name) => name === 'transport-stream' || name === 'no-init');
    throw new CheckError(
      problem ? REASON_OF_PROBLEM[problem] : (reason ?? 'stream'),
      'no segment could be read',
    );
  }

  #open(url: string): ByteSource {
    const source = this.#opened.get(url) ?? this.deps.open(url);
    this.#opened.set(url, source);
    if (!this.#before.has(source)) this.#before.set(source, source.spent);
    return source;
  }

  #spent(): number {
    return [...this.#before].reduce((sum, [source, before]) => sum + source.spent - before, 0);
  }

  #evidence({ details, outcome, reason }: SessionReport): EvidenceOf<'credentials'> {
    const { session } = details;
    const { problems } = this.plan;
    const told = session && problems.length > 0 ? { session: { ...session, playlist: problems } } : {};
    return {
      source: 'credentials',
      outcome,
      reason,
      details: { ...details, ...told },
      // What the page handed over cost no network.
      bytes: this.deps.suppliedByPage ? 0 : this.#spent(),
      ms: Math.round(this.#now() - this.#started),
      settled: true,
    };
  }
}

/**
 * Encrypted pictures cannot be compared with anything: that no credentials stand beside them says nothing of the video.
 * @throws CheckError drm
 */
function mustBeClear({ outcome }: Pick<SessionReport, 'outcome'>, inits: Iterable<Uint8Array>): void {
  if (outcome !== 'found' && [...inits].some(isProtected))
    throw new CheckError('drm', 'its samples are encrypted');
}

/** Segments in the order in which they are played: those that were seen, else those of the present moment. */
function targetsOf(renditions: readonly Rendition[], currentTime: number): Target[] {
  const all = renditions.flatMap((rendition) =>
    rendition.segments.map((segment) => ({ rendition, segment })),
  );
  const seen = all.filter(({ segment }) => segment.seen);
  const targets =
    seen.length > 0
      ? seen
      : renditions.flatMap((rendition) =>
          rendition.segments
            .filter(({ start, duration }) => start + duration > currentTime)
            .slice(0, UNSEEN)
            .map((segment) => ({ rendition, segment })),
        );
  return targets.sort((a, b) => a.segment.start - b.segment.start || a.segment.index - b.segment.index);
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
