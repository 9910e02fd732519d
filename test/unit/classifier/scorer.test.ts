import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import { createScorer, evenly } from '../../../lib/evidence/classifier/scorer';
import type { Frame } from '../../../lib/media/frame';
import { differences, goldenCases, goldenFrame, modelFile, MOST_DIFFERENCE } from './golden-pictures';

const model = modelFile(packagedManifest.file);
const never = new AbortController().signal;
// The packaged runtime, so that the same numbers come out as in a browser.
ort.env.wasm.numThreads = 1;

/** A small network in place of the packaged one: takes squares of 100 pixels. */
const small = new Uint8Array(
  readFileSync(new URL('../../fixtures/models/other-shape.onnx', import.meta.url)),
);
const smallManifest = {
  ...packagedManifest,
  sha256: createHash('sha256').update(small).digest('hex'),
  input: { ...packagedManifest.input, side: 100 },
  outOfDistribution: undefined,
};
const smallScorer = (change: object = {}) =>
  createScorer(ort, { ...smallManifest, ...change }, async () => small);

/** A square whose columns are `from`, `from + step`, … */
function square(time: number, from: number, step: number, side = 100): Frame {
  const data = Uint8Array.from({ length: side * side * 4 }, (_, i) => from + step * ((i >> 2) % side));
  return { time, width: side, height: side, fullWidth: 640, fullHeight: 360, data };
}

describe('scorer', () => {
  it('reproduces the training side’s outputs', async () => {
    const scorer = createScorer(ort, packagedManifest, async () => model);
    for (const golden of goldenCases()) {
      const [scored] = await scorer.score([goldenFrame(golden)], never);
      const { logits, chance } = differences(scored?.logits, golden);
      expect(logits, golden.name).toBeLessThan(1e-3);
      expect(chance, golden.name).toBeLessThan(MOST_DIFFERENCE);
    }
    await scorer.release();
  });

  it('returns frames in order of time, each measured against the one before, and scores those that tell most', async () => {
    const scorer = smallScorer();
    const frames = [square(3, 90, 0), square(1, 0, 2), square(2, 0, 2), square(4, 0, 2)];
    const scored = await scorer.score(frames, never);
    expect(scored.map(({ time }) => time)).toEqual([1, 2, 3, 4]);
    expect(scored.map(({ change }) => change && Math.sign(change))).toEqual([null, 0, 1, 1]);
    expect(scored[2]?.deviation).toBe(0);
    expect(scored.map(({ logits }) => logits !== null)).toEqual([true, false, false, true]);
    await scorer.release();
  });

  it('scores what shows nothing where there is nothing else', async () => {
    const scorer = smallScorer();
    const [scored] = await scorer.score([square(0, 90, 0)], never);
    expect(scored).toMatchObject({
      deviation: 0,
      logits: [expect.any(Number), expect.any(Number), expect.any(Number)],
    });
    await scorer.release();
  });

  it('has no logits without pixels or for another size, and does not load the model for them', async () => {
    const scorer = createScorer(ort, packagedManifest, () => Promise.reject(new Error('not asked')));
    const empty = { time: 0, width: 0, height: 0, fullWidth: 8, fullHeight: 8, data: new Uint8Array() };
    const scored = await scorer.score([empty, square(1, 0, 2, 200)], never);
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
    ['one changed byte', Uint8Array.from(small, (byte, i) => (i === small.length >> 1 ? byte ^ 1 : byte))],
    ['a truncated file', small.subarray(0, 100)],
    ['an empty file', new Uint8Array()],
  ])('refuses a model with %s', async (_, bytes) => {
    const scorer = createScorer(ort, smallManifest, async () => bytes);
    const refused = scorer.score([square(0, 0, 2)], never);
    await expect(refused).rejects.toMatchObject({ name: 'CheckError', reason: 'model-damaged' });
  });

  it.each([
    ['whose input has another shape', { input: { ...smallManifest.input, side: 32 } }],
    ['whose input has another name', { input: { ...smallManifest.input, name: 'luma' } }],
    ['without its output', { output: 'scores' }],
    [
      'without the distance that its manifest promises',
      { outOfDistribution: { output: 'distance', limit: 1 } },
    ],
  ])('names a model %s', async (_, change) => {
    const scorer = smallScorer(change);
    const { side } = { ...smallManifest, ...change }.input;
    const refused = scorer.score([square(0, 0, 2, side)], never);
    await expect(refused).rejects.toMatchObject({ name: 'CheckError', reason: 'model-damaged' });
    await scorer.release();
  });

  it('stops when cancelled', async () => {
    const cancelled = smallScorer().score([square(0, 0, 2)], AbortSignal.abort());
    await expect(cancelled).rejects.toMatchObject({ reason: 'cancelled' });
  });
});
