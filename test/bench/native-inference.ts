import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { parseManifest } from '../../lib/evidence/classifier/manifest.ts';
import { createScorer, type Runtime } from '../../lib/evidence/classifier/scorer.ts';
import { ROOT } from '../qa/build.ts';
import type { FrameTimes } from './in-workers.ts';

const MODEL = join(ROOT, 'models', 'provenance');
export const modelManifest = parseManifest(JSON.parse(readFileSync(join(MODEL, 'manifest.json'), 'utf8')));

/** Milliseconds a video for the same work on the same pictures by onnxruntime-node, one thread. */
export async function nativeTimes(pictures: FrameTimes['pictures'], repeats: number): Promise<number[]> {
  const { InferenceSession, Tensor } = ort;
  // The scorer asks for the `wasm` provider, which the native runtime does not have.
  const onProcessor = (bytes: Uint8Array) =>
    InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const runtime = { InferenceSession: { create: onProcessor }, Tensor } as unknown as Runtime;
  const scorer = createScorer(
    runtime,
    modelManifest,
    async () => new Uint8Array(readFileSync(join(MODEL, modelManifest.file))),
  );
  const frames = pictures.map(({ data, ...size }, time) => ({
    ...{ ...size, time },
    data: new Uint8Array(Buffer.from(data, 'base64')),
  }));
  const took: number[] = [];
  for (let turn = 0; turn <= repeats; turn++) {
    const begun = performance.now();
    await scorer.score(frames, new AbortController().signal);
    if (turn > 0) took.push(performance.now() - begun);
  }
  await scorer.release();
  return took;
}
