import { join } from 'node:path';
import type { Wxt } from 'wxt';
import { requireGate } from './model-gate.ts';
import { thirdPartyNotices } from './third-party.ts';
import { packageTrustLists } from './trust-lists.ts';

/** Files that are shipped as they are: where they come from, and their place in the extension. */
const FILES: readonly [source: string, place: string][] = [
  ['node_modules/@contentauth/c2pa-wasm/pkg/c2pa_bg.wasm', 'wasm/c2pa_bg.wasm'],
  ['node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm', 'wasm/ort-wasm-simd-threaded.wasm'],
  ['node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.mjs', 'wasm/ort-wasm-simd-threaded.mjs'],
  ['models/provenance/manifest.json', 'models/provenance/manifest.json'],
  ['models/provenance/model.onnx', 'models/provenance/model.onnx'],
];

type Asset = { relativeDest: string } & ({ absoluteSrc: string } | { contents: string });

/**
 * Adds runtimes, model, notices and (where the network allows) trust lists to the package.
 * @throws Error where the model is not fit to be packaged
 */
export async function addPackagedAssets(wxt: Wxt, files: Asset[]): Promise<void> {
  const { root } = wxt.config;
  await requireGate(root);
  for (const [source, place] of FILES) files.push({ absoluteSrc: join(root, source), relativeDest: place });
  files.push({ relativeDest: 'third-party.txt', contents: await thirdPartyNotices(root) });
  files.push(...(await packageTrustLists(join(root, '.cache/trust'))));
}
