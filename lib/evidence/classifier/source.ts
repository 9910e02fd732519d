import type { ByteSource } from '../../media/byte-source';
import type { Frame, FrameRequest } from '../../media/frame';
import type { FramesWorker } from '../../media/frames-worker-client';
import { CheckError, toCheckError } from '../check-error';
import type { EvidenceOf, EvidenceSource, Subject } from '../evidence';
import { aggregate, LEAST_FRAMES } from './aggregate';
import type { ClassifierDetails } from './details';
import type { ModelManifest } from './manifest';
import type { ScoredFrame } from './scorer';

/** Frames looked at per video; fewer of them are scored. */
export const FRAME_COUNT = 8;

export interface ClassifierDeps {
  worker: FramesWorker;
  manifest: ModelManifest;
  /** The job's one view of the file; null where there is no address to read from (`blob:`). */
  bytes(subject: Subject): ByteSource | null;
  /** Bytes that key frames may cost; 0 under data saver. */
  frameBytes: number;
  /**
   * Frames that the content script reads from the playing element, spread over what it has played; few or none where
   * nothing has played yet. Untrusted: made by the page.
   * @throws CheckError
   */
  frames(subject: Subject, request: FrameRequest, signal: AbortSignal): Promise<Frame[]>;
  now?(): number;
}

interface Look {
  scored: ScoredFrame[];
  from: 'page' | 'key-frames' | null;
  bytes: number;
}

/** The request that fits a model. */
export const frameRequest = ({ input }: ModelManifest): FrameRequest => ({
  count: FRAME_COUNT,
  side: input.side,
});

/**
 * Looks at the frames the page already has, which cost nothing, and where they are too few at key frames of the file.
 * The error of the last way tried is the one that counts.
 */
async function look(subject: Subject, deps: ClassifierDeps, signal: AbortSignal): Promise<Look> {
  const request = frameRequest(deps.manifest);
  const file = deps.bytes(subject);
  let failure: CheckError | null = null;
  let fromPage: ScoredFrame[] = [];
  if (subject.pixels === 'readable') {
    try {
      const frames = await deps.frames(subject, request, signal);
      if (frames.length > 0) fromPage = await deps.worker.score(frames, signal);
    } catch (error) {
      failure = toCheckError(error);
      if (signal.aborted || failure.reason === 'model-damaged') throw failure;
    }
    if (fromPage.length >= LEAST_FRAMES) return { scored: fromPage, from: 'page', bytes: 0 };
  }
  if (file && deps.frameBytes > 0) {
    try {
      const { scored, bytes } = await deps.worker.scoreKeyFrames(file, request, deps.frameBytes, signal);
      return { scored, from: 'key-frames', bytes };
    } catch (error) {
      failure = toCheckError(error);
    }
  } else failure ??= new CheckError(file ? 'data-saver' : 'no-frames', 'no bytes may be read for key frames');
  if (fromPage.length > 0) return { scored: fromPage, from: 'page', bytes: 0 };
  throw failure;
}

/**
 * The classifier as an evidence source: found from the band `strong` up, could-not-check where it abstains (with what
 * it saw in the details), else not-found, which does not mean that there was no AI.
 */
export function createClassifierSource(deps: ClassifierDeps): EvidenceSource<'classifier'> {
  const { manifest, now = () => performance.now() } = deps;
  return {
    name: 'classifier',
    async check(subject, { signal }): Promise<EvidenceOf<'classifier'>> {
      if (subject.medium === 'audio') throw new CheckError('audio', 'sound has no pictures');
      const started = now();
      const { scored, from, bytes } = await look(subject, deps, signal);
      const { pAI, pSora, band, abstainReason, frames } = aggregate(scored, manifest);
      const details: ClassifierDetails = {
        pAI,
        pSora,
        band,
        abstained: abstainReason !== null,
        abstainReason,
        frames,
        framesFrom: from,
        model: { name: manifest.name, version: manifest.version, sha256: manifest.sha256 },
        operatingPointMeasured: manifest.operatingPointMeasured,
      };
      const strong = band === 'strong' || band === 'very-strong';
      return {
        source: 'classifier',
        outcome: abstainReason ? 'could-not-check' : strong ? 'found' : 'not-found',
        reason: abstainReason,
        details,
        bytes,
        ms: now() - started,
        settled: true,
      };
    },
  };
}
