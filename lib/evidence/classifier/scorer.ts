import type * as Ort from 'onnxruntime-web/wasm';
import { CheckError } from '../check-error';
import type { Frame } from '../../media/frame';
import type { ModelManifest } from './manifest';
import { meanChange, spreadOf } from './picture-measures';
import { type Plane, prepare, toInput } from './preprocess';

/** The runtime: `onnxruntime-web/wasm` in the worker, `onnxruntime-node` in tests. */
export type Runtime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>;

/** What the network and plain measurements say of one frame. */
export interface ScoredFrame {
  /** Presentation time in seconds. */
  time: number;
  fullWidth: number;
  fullHeight: number;
  /** No signs, Sora, other generator; null where there are no pixels. */
  logits: [number, number, number] | null;
  /** Standard deviation of luma, 0..128. */
  deviation: number;
  /** Mean absolute difference of luma to the frame before it in time, 0..255; null for the first. */
  change: number | null;
}

export interface Scorer {
  /** Scores frames one by one; returns them in order of time. @throws CheckError model-damaged, cancelled */
  score(frames: readonly Frame[], signal: AbortSignal): Promise<ScoredFrame[]>;
  release(): Promise<void>;
}

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function openSession(
  { InferenceSession }: Runtime,
  manifest: ModelManifest,
  loadModel: () => Promise<Uint8Array>,
): Promise<Ort.InferenceSession> {
  try {
    const model = await loadModel();
    // A copy where it is shared or a view: what is hashed is what is loaded.
    const bytes = new Uint8Array(model);
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
 * @param loadModel bytes of the packaged file that the manifest names
 */
export function createScorer(
  runtime: Runtime,
  manifest: ModelManifest,
  loadModel: () => Promise<Uint8Array>,
): Scorer {
  let session: Promise<Ort.InferenceSession> | null = null;
  const { crop, name } = manifest.input;

  async function infer(plane: Plane): Promise<ScoredFrame['logits']> {
    session ??= openSession(runtime, manifest, loadModel);
    const ready = await session;
    try {
      const input = new runtime.Tensor('float32', toInput(plane), [1, 1, crop, crop]);
      const output = (await ready.run({ [name]: input }))[manifest.output];
      const [none, sora, other] = (output?.data ?? []) as Float32Array;
      if (none === undefined || sora === undefined || other === undefined) throw new Error('no logits');
      return [none, sora, other];
    } catch (cause) {
      throw new CheckError('model-damaged', 'the model does not run', { cause });
    }
  }

  return {
    async score(frames, signal) {
      const scored: ScoredFrame[] = [];
      let before: Plane | null = null;
      for (const frame of [...frames].sort((a, b) => a.time - b.time)) {
        if (signal.aborted) throw new CheckError('cancelled', 'cancelled', { cause: signal.reason });
        const plane = prepare(frame, manifest.input);
        scored.push({
          time: frame.time,
          fullWidth: frame.fullWidth,
          fullHeight: frame.fullHeight,
          logits: plane && (await infer(plane)),
          deviation: plane ? spreadOf(plane) : 0,
          change: plane && before ? meanChange(before, plane) : null,
        });
        before = plane ?? before;
      }
      return scored;
    },
    async release() {
      const open = await session?.catch(() => null);
      session = null;
      await open?.release();
    },
  };
}
