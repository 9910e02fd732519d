import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import { createScorer, type Runtime } from '../../../lib/evidence/classifier/scorer';
import { goldenCases, goldenFrame, modelFile } from './golden-pictures';

const model = modelFile(packagedManifest.file);
/** Node's runtime calls its provider `cpu`. */
const runtime: Runtime = {
  Tensor: ort.Tensor,
  InferenceSession: {
    create: (bytes: Uint8Array, options: object) =>
      ort.InferenceSession.create(bytes, { ...options, executionProviders: ['cpu'] }),
  },
} as unknown as Runtime;
const never = new AbortController().signal;

describe('scorer', () => {
  it('reproduces the training side’s outputs within 1e-3', async () => {
    const scorer = createScorer(runtime, packagedManifest, async () => model);
    const cases = goldenCases();
    const scored = await scorer.score(cases.map(goldenFrame), never);
    for (const [i, { name, logits }] of cases.entries())
      for (const [c, expected] of logits.entries())
        expect(Math.abs((scored[i]?.logits?.[c] ?? NaN) - expected), `${name}, class ${c}`).toBeLessThan(
          1e-3,
        );
    await scorer.release();
  });

  it('returns frames in order of time, each measured against the one before', async () => {
    const scorer = createScorer(runtime, packagedManifest, async () => model);
    const [curves, , , , flat] = goldenCases();
    if (!curves || !flat) throw new Error('no golden cases');
    const frames = [goldenFrame(flat, 3), goldenFrame(curves, 1), goldenFrame(curves, 2)];
    const scored = await scorer.score(frames, never);
    expect(scored.map(({ time }) => time)).toEqual([1, 2, 3]);
    expect(scored.map(({ change }) => change && Math.sign(change))).toEqual([null, 0, 1]);
    expect(scored[2]?.deviation).toBe(0);
    await scorer.release();
  });

  it('has no logits without pixels, and does not load the model for them', async () => {
    const scorer = createScorer(runtime, packagedManifest, () => Promise.reject(new Error('not asked')));
    const frame = { time: 0, width: 0, height: 0, fullWidth: 8, fullHeight: 8, data: new Uint8Array() };
    const [scored] = await scorer.score([frame], never);
    expect(scored?.logits).toBeNull();
  });

  it.each([
    ['one changed byte', Uint8Array.from(model, (byte, i) => (i === model.length >> 1 ? byte ^ 1 : byte))],
    ['a truncated file', model.subarray(0, 1000)],
    ['an empty file', new Uint8Array()],
  ])('refuses a model with %s', async (_, bytes) => {
    const scorer = createScorer(runtime, packagedManifest, async () => bytes);
    const [golden] = goldenCases();
    if (!golden) throw new Error('no golden cases');
    const refused = scorer.score([goldenFrame(golden)], never);
    await expect(refused).rejects.toMatchObject({ name: 'CheckError', reason: 'model-damaged' });
  });

  it('names a model whose input has another shape', async () => {
    const manifest = { ...packagedManifest, input: { ...packagedManifest.input, crop: 200 } };
    const scorer = createScorer(runtime, manifest, async () => model);
    const [golden] = goldenCases();
    if (!golden) throw new Error('no golden cases');
    await expect(scorer.score([goldenFrame(golden)], never)).rejects.toMatchObject({
      reason: 'model-damaged',
    });
  });

  it('stops when cancelled', async () => {
    const scorer = createScorer(runtime, packagedManifest, async () => model);
    const frames = goldenCases().map(goldenFrame);
    const cancelled = scorer.score(frames, AbortSignal.abort());
    await expect(cancelled).rejects.toMatchObject({ reason: 'cancelled' });
  });
});
