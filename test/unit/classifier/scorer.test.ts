import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import { createScorer, evenly, type Runtime } from '../../../lib/evidence/classifier/scorer';
import { chanceOfAI, goldenCases, goldenFrame, modelFile, MOST_DIFFERENCE } from './golden-pictures';

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
  it('reproduces the training side’s scores within the stated bound', async () => {
    const scorer = createScorer(runtime, packagedManifest, async () => model);
    for (const golden of goldenCases()) {
      const [scored] = await scorer.score([goldenFrame(golden)], never);
      const difference = chanceOfAI(scored?.logits ?? []) - chanceOfAI(golden.logits);
      expect(Math.abs(difference), golden.name).toBeLessThan(MOST_DIFFERENCE);
    }
    await scorer.release();
  });

  it('returns frames in order of time, each measured against the one before, and scores those that tell most', async () => {
    const scorer = createScorer(runtime, packagedManifest, async () => model);
    const named = (name: string) => goldenCases().find((one) => one.name === name) ?? Promise.reject(name);
    const [curves, flat] = [await named('landscape'), await named('flat')];
    const frames = [3, 1, 2, 4].map((time) => goldenFrame(time === 3 ? flat : curves, time));
    const scored = await scorer.score(frames, never);
    expect(scored.map(({ time }) => time)).toEqual([1, 2, 3, 4]);
    expect(scored.map(({ change }) => change && Math.sign(change))).toEqual([null, 0, 1, 1]);
    expect(scored[2]?.deviation).toBe(0);
    expect(scored.map(({ logits }) => logits !== null)).toEqual([true, false, false, true]);
    await scorer.release();
  });

  it('scores what shows nothing only where there is nothing else', async () => {
    const scorer = createScorer(runtime, packagedManifest, async () => model);
    const flat = goldenCases().find(({ name }) => name === 'flat');
    if (!flat) throw new Error('no flat case');
    const [scored] = await scorer.score([goldenFrame(flat)], never);
    expect(scored?.logits).toHaveLength(3);
    await scorer.release();
  });

  it('has no logits without pixels or for another size, and does not load the model for them', async () => {
    const scorer = createScorer(runtime, packagedManifest, () => Promise.reject(new Error('not asked')));
    const empty = { time: 0, width: 0, height: 0, fullWidth: 8, fullHeight: 8, data: new Uint8Array() };
    const other = { ...empty, time: 1, width: 200, height: 200, data: new Uint8Array(200 * 200 * 4) };
    const scored = await scorer.score([empty, other], never);
    expect(scored.map(({ logits, deviation }) => [logits, deviation])).toEqual(Array(2).fill([null, 0]));
  });

  it.each([
    [[], 2, []],
    [[1], 2, [1]],
    [[1, 2], 2, [1, 2]],
    [[1, 2, 3, 4, 5, 6], 2, [2, 5]],
    [[1, 2, 3, 4, 5, 6, 7, 8], 2, [3, 7]],
    [[1, 2, 3], 1, [2]],
  ])('spreads over %j for %d: %j', (items, count, chosen) => {
    expect(evenly(items, count)).toEqual(chosen);
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
    const manifest = { ...packagedManifest, input: { ...packagedManifest.input, side: 32 } };
    const scorer = createScorer(runtime, manifest, async () => model);
    const square = { time: 0, width: 32, height: 32, fullWidth: 640, fullHeight: 360 };
    const frame = { ...square, data: new Uint8Array(32 * 32 * 4) };
    await expect(scorer.score([frame], never)).rejects.toMatchObject({ reason: 'model-damaged' });
    await scorer.release();
  });

  it('names a model without the output that its manifest promises', async () => {
    const manifest = { ...packagedManifest, outOfDistribution: { output: 'nothing', limit: 1 } };
    const scorer = createScorer(runtime, manifest, async () => model);
    const [golden] = goldenCases();
    if (!golden) throw new Error('no golden cases');
    await expect(scorer.score([goldenFrame(golden)], never)).rejects.toMatchObject({
      reason: 'model-damaged',
    });
    await scorer.release();
  });

  it('stops when cancelled', async () => {
    const scorer = createScorer(runtime, packagedManifest, async () => model);
    const frames = goldenCases().map(goldenFrame);
    const cancelled = scorer.score(frames, AbortSignal.abort());
    await expect(cancelled).rejects.toMatchObject({ reason: 'cancelled' });
  });
});
