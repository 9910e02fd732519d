/**
 * What the packaged runtime makes of the pictures of golden.json, to golden-wasm.json beside it; run once a model:
 *
 *     node .ci/setup.mjs models/provenance/training/packaged-golden.ts
 */
import { writeFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { createScorer } from '../../../lib/evidence/classifier/scorer.ts';
import {
  goldenFrame,
  manifest,
  modelFile,
  trainedCases,
} from '../../../test/unit/classifier/golden-pictures.ts';

ort.env.wasm.numThreads = 1;
const scorer = createScorer(ort, manifest, async () => modelFile(manifest.file));
const lines: string[] = [];
for (const golden of trainedCases()) {
  const [scored] = await scorer.score([goldenFrame(golden)], new AbortController().signal);
  const logits = scored?.logits?.map((logit) => Number(logit.toFixed(6)));
  lines.push(JSON.stringify({ name: golden.name, logits }));
}
await scorer.release();
writeFileSync(new URL('../golden-wasm.json', import.meta.url), `[\n  ${lines.join(',\n  ')}\n]\n`);
