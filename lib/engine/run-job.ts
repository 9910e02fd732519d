import { type CheckError, toCheckError } from '../evidence/check-error';
import type { Evidence, EvidenceOf, EvidenceSource, SourceName } from '../evidence/evidence';
import type { Job, JobUpdate } from '../messaging/job';
import type { VerdictCache } from '../storage/verdict-cache';
import type { Step } from './queue';
import { refusalOf } from './refusal';

/** The sources of one job, opened on one shared view of its bytes. */
export interface OpenedJob {
  sources: EvidenceSource[];
  /** Key of the file's present version for the verdict cache; null where the server gives no validator. */
  cacheKey(signal: AbortSignal): Promise<string | null>;
  /** Network bytes fetched so far. */
  spent(): number;
}

export interface RunDeps {
  open(job: Job): OpenedJob;
  cache: VerdictCache;
  emit(update: JobUpdate): void;
  now(): number;
}

function couldNotCheck(
  source: SourceName,
  error: unknown,
  { bytes, ms }: Pick<Evidence, 'bytes' | 'ms'>,
): Evidence {
  const base = {
    outcome: 'could-not-check',
    reason: toCheckError(error).reason,
    bytes,
    ms: Math.round(ms),
    settled: true,
  } as const;
  return source === 'credentials' ? { ...base, source, details: null } : { ...base, source, details: null };
}

/** Worth keeping: everything was checked, so the same bytes will give the same answer again. */
const isLasting = (evidence: readonly Evidence[]): boolean =>
  evidence.length > 0 && evidence.every((item) => item.settled && item.outcome !== 'could-not-check');

async function runSource<S extends SourceName>(
  source: EvidenceSource<S>,
  job: Job,
  deps: RunDeps,
  signal: AbortSignal,
  onPartial: (evidence: Evidence) => void,
  cost: () => number,
): Promise<Evidence> {
  const started = deps.now();
  try {
    const evidence: EvidenceOf<S> = await source.check(job.subject, { signal, onPartial });
    return evidence as Evidence;
  } catch (error) {
    return couldNotCheck(source.name, error, { bytes: cost(), ms: deps.now() - started });
  }
}

/** Emits that a video is not checked at all, and why. */
export function refuseJob({ subject: { key } }: Job, why: CheckError, { emit }: Pick<RunDeps, 'emit'>): void {
  const evidence = [couldNotCheck('credentials', why, { bytes: 0, ms: 0 })];
  emit({ key, evidence, complete: true, bytes: 0 });
}

/**
 * Takes one video through the evidence sources, one after the other (memory is the limit), and emits what is known
 * after each. Every source but the last is followed by a break in which other videos get their turn: what a badge
 * says first comes before what is only estimated of any of them.
 *
 * Never rejects: a failure is evidence of kind could-not-check. An aborted job falls silent.
 */
export async function runJob(job: Job, deps: RunDeps, signal: AbortSignal): Promise<Step | null> {
  const { key } = job.subject;
  const found = new Map<SourceName, Evidence>();
  let spent = () => 0;
  const emit = (complete: boolean, now: AbortSignal) => {
    if (!now.aborted) deps.emit({ key, evidence: [...found.values()], complete, bytes: spent() });
  };
  const refusal = refusalOf(job);
  if (refusal) {
    refuseJob(job, refusal, deps);
    return null;
  }
  const opened = deps.open(job);
  spent = opened.spent;
  const cacheKey = await opened.cacheKey(signal).catch(() => null);
  const cached = cacheKey && !job.fresh ? await deps.cache.get(cacheKey).catch(() => null) : null;
  if (cached) {
    for (const evidence of cached) found.set(evidence.source, evidence);
    emit(true, signal);
    return null;
  }
  const step =
    (index: number): Step =>
    async (now) => {
      const source = opened.sources[index];
      if (!source) return null;
      // What was read for the cache key counts for the first source, which would have read it too.
      const before = index === 0 ? 0 : spent();
      const onPartial = (partial: Evidence) => {
        found.set(partial.source, partial);
        emit(false, now);
      };
      const evidence = await runSource(source, job, deps, now, onPartial, () => spent() - before);
      found.set(source.name, evidence);
      if (now.aborted) return null;
      const isLast = index === opened.sources.length - 1;
      emit(isLast, now);
      if (!isLast) return step(index + 1);
      const all = [...found.values()];
      if (cacheKey && isLasting(all)) await deps.cache.put(cacheKey, all).catch(() => undefined);
      return null;
    };
  return step(0)(signal);
}
