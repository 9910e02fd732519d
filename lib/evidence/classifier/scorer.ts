import type * as Ort from 'onnxruntime-web/wasm';
import { CheckError } from '../check-error';
import type { Frame } from '../../media/frame';
import type { ModelManifest } from './manifest';
import { LEAST_DEVIATION, meanChange, spreadOf } from './picture-measures';
import { isSquare, luma, toInput } from './preprocess';

/** The runtime: `onnxruntime-web/wasm` in the worker, `onnxruntime-node` in tests. */
export type Runtime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>;

/** What plain measurements say of one frame, and the network of some. */
export interface ScoredFrame {
  /** Presentation time in seconds. */
  time: number;
  fullWidth: number;
  fullHeight: number;
  /** No signs, Sora, other generator; null where the frame was not scored. */
  logits: [number, number, number] | null;
  /** How unlike it is to the pictures that the model was tested on; null where the model does not tell. */
  distance: number | null;
  /** Standard deviation of luma, 0..128. */
  deviation: number;
  /** Mean absolute difference of luma to the frame before it in time, 0..255; null for the first. */
  change: number | null;
}

export interface Scorer {
  /**
   * Measures frames and scores as many as the manifest says, evenly spread over those that show something.
   * Returns all of them in order of time. @throws CheckError model-damaged, cancelled
   */
  score(frames: readonly Frame[], signal: AbortSignal): Promise<ScoredFrame[]>;
  release(): Promise<void>;
}

/** `count` of the items, at the middles of as many equal parts; all where there are no more. */
export function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor((items.length * (i + 0.5)) / count)] as T);
}

/** Bytes of the packaged file that the manifest names, which nobody else writes to. */
type LoadModel = () => Promise<Uint8Array<ArrayBuffer>>;

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function openSession(
  { InferenceSession }: Runtime,
  manifest: ModelManifest,
  loadModel: LoadModel,
): Promise<Ort.InferenceSession> {
  try {
    const bytes = await loadModel();
    const found = hex(await crypto.subtle.digest('SHA-256', bytes));
    if (found !== manifest.sha256) throw new Error(`hash ${found} instead of ${manifest.sha256}`);
    return await InferenceSession.create(bytes, {
      executionProviders: ['wasm'],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
  } catch (cause) {
    throw new CheckError('model-damaged', 'the model cannot be loaded', { cause });
  }
}

/**
 * The model, checked against its manifest and loaded with the first call; one session, one thread.
 */
export function createScorer(runtime: Runtime, manifest: ModelManifest, loadModel: LoadModel): Scorer {
  let session: Promise<Ort.InferenceSession> | null = null;
  const { side, name, frames: most } = manifest.input;
  const { output, outOfDistribution } = manifest;

  async function infer(frame: Frame): Promise<Pick<ScoredFrame, 'logits' | 'distance'>> {
    session ??= openSession(runtime, manifest, loadModel);
    const ready = await session;
    try {
      const input = new runtime.Tensor('float32', toInput(frame), [1, 3, side, side]);
      const results = await ready.run({ [name]: input });
      const [none, sora, other] = (results[output]?.data ?? []) as Float32Array;
      if (none === undefined || sora === undefined || other === undefined) throw new Error('no logits');
      const [distance] = outOfDistribution
        ? ((results[outOfDistribution.output]?.data ?? []) as Float32Array)
        : [null];
      if (distance === undefined) throw new Error('no distance');
      return { logits: [none, sora, other], distance };
    } catch (cause) {
      throw new CheckError('model-damaged', 'the model does not run', { cause });
    }
  }

  return {
    async score(frames, signal) {
      const measured: { frame: Frame; scored: ScoredFrame }[] = [];
      let before: Uint8Array | null = null;
      for (const frame of [...frames].sort((a, b) => a.time - b.time)) {
        const plane = isSquare(frame, side) ? luma(frame) : null;
        const { time, fullWidth, fullHeight } = frame;
        const scored: ScoredFrame = {
          ...{ time, fullWidth, fullHeight, logits: null, distance: null },
          deviation: plane ? spreadOf(plane) : 0,
          change: plane && before ? meanChange(before, plane) : null,
        };
        measured.push({ frame, scored });
        before = plane ?? before;
      }
      const whole = measured.filter(({ frame }) => isSquare(frame, side));
      const telling = whole.filter(({ scored }) => scored.deviation >= LEAST_DEVIATION);
      for (const { frame, scored } of evenly(telling.length > 0 ? telling : whole, most)) {
        if (signal.aborted) throw new CheckError('cancelled', 'cancelled', { cause: signal.reason });
        Object.assign(scored, await infer(frame));
      }
      return measured.map(({ scored }) => scored);
    },
    async release() {
      const open = await session?.catch(() => null);
      session = null;
      await open?.release();
    },
  };
}
