import type * as Ort from 'onnxruntime-web/wasm';
import { packagedManifest } from './packaged-manifest';
import { createScorer, type Scorer } from './scorer';

/**
 * The scorer over the model and the runtime that are packaged with the extension:
 * `/models/provenance/<file>` and `/wasm/ort-wasm-simd-threaded.{mjs,wasm}`.
 * @param base address of any file of the extension
 */
export function packagedScorer(ort: typeof Ort, base: string): Scorer {
  // One thread: SharedArrayBuffer is not there in Firefox, and other tabs want the processor too.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmPaths = new URL('/wasm/', base).href;
  return createScorer(ort, packagedManifest, async () => {
    const answer = await fetch(new URL(`/models/provenance/${packagedManifest.file}`, base));
    if (!answer.ok) throw new Error(`${answer.status} for ${packagedManifest.file}`);
    return new Uint8Array(await answer.arrayBuffer());
  });
}
