import { describe, expect, it } from 'vitest';
import { CheckError } from '../../../lib/evidence/check-error';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import type { ScoredFrame } from '../../../lib/evidence/classifier/scorer';
import { type ClassifierDeps, createClassifierSource } from '../../../lib/evidence/classifier/source';
import type { Subject } from '../../../lib/evidence/evidence';
import type { Frame } from '../../../lib/media/frame';
import type { FramesWorker } from '../../../lib/media/frames-worker-client';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';

const subject = (pixels: Subject['pixels']) => ({ key: '1:0:a:1', pixels }) as Subject;
const context = { signal: new AbortController().signal, onPartial: () => undefined };
const scoredFrames = (count: number, logits: [number, number, number]): ScoredFrame[] =>
  Array.from({ length: count }, (_, time) => ({
    time,
    fullWidth: 640,
    fullHeight: 360,
    logits,
    distance: null,
    deviation: 30,
    change: time === 0 ? null : 9,
  }));
const pageFrames = (count: number): Frame[] =>
  Array.from({ length: count }, (_, time) => ({
    time,
    width: 1,
    height: 1,
    fullWidth: 640,
    fullHeight: 360,
    data: new Uint8Array(4),
  }));

const CLEAR: [number, number, number] = [-30, 30, 0];

function source(deps: Partial<ClassifierDeps> = {}, worker: Partial<FramesWorker> = {}) {
  const asked: string[] = [];
  const full: FramesWorker = {
    sketch: () => Promise.resolve([]),
    decodeKeyFrames: () => Promise.reject(new Error('not asked')),
    scoreKeyFrames: async () => {
      asked.push('key-frames');
      return { scored: scoredFrames(8, CLEAR), bytes: 700 };
    },
    score: async (frames) => {
      asked.push('page');
      return scoredFrames(frames.length, CLEAR);
    },
    dispose: () => undefined,
    ...worker,
  };
  const made = createClassifierSource({
    worker: full,
    manifest: packagedManifest,
    bytes: () => createMemoryByteSource(new Uint8Array(9)),
    frameBytes: 1e6,
    frames: async () => pageFrames(8),
    ...deps,
  });
  return { source: made, asked };
}

describe('the classifier as an evidence source', () => {
  it('takes frames of the page where it can read them, at no cost', async () => {
    const { source: made, asked } = source();
    const evidence = await made.check(subject('readable'), context);
    expect(evidence).toMatchObject({ outcome: 'found', reason: null, bytes: 0, settled: true });
    expect(evidence.details).toMatchObject({ framesFrom: 'page', band: 'very-strong', abstained: false });
    expect(evidence.details?.frames).toHaveLength(8);
    expect(asked).toEqual(['page']);
  });

  it('takes key frames where the page’s pixels are tainted', async () => {
    const { source: made, asked } = source();
    const evidence = await made.check(subject('tainted'), context);
    expect(evidence).toMatchObject({ outcome: 'found', bytes: 700, details: { framesFrom: 'key-frames' } });
    expect(asked).toEqual(['key-frames']);
  });

  it.each([
    ['has too few frames', async () => pageFrames(3)],
    ['has no frames', async () => []],
    ['fails', () => Promise.reject(new Error('the tab went away'))],
  ])('takes key frames where the page %s', async (_, frames) => {
    const evidence = await source({ frames }).source.check(subject('readable'), context);
    expect(evidence.details?.framesFrom).toBe('key-frames');
  });

  it('abstains on the few frames of the page where there is no file to read', async () => {
    const { source: made } = source({ frames: async () => pageFrames(3), bytes: () => null });
    const evidence = await made.check(subject('readable'), context);
    expect(evidence).toMatchObject({ outcome: 'could-not-check', reason: 'too-few-frames' });
    expect(evidence.details).toMatchObject({ abstained: true, band: null, framesFrom: 'page' });
    expect(evidence.details?.pAI).toBeGreaterThan(0.9);
  });

  it('finds nothing, and says so, where signs are weak', async () => {
    const weak = async () => ({ scored: scoredFrames(8, [30, 0, 0]), bytes: 9 });
    const { source: made } = source({}, { scoreKeyFrames: weak });
    const evidence = await made.check(subject('tainted'), context);
    expect(evidence).toMatchObject({ outcome: 'not-found', reason: null, details: { band: 'weak' } });
  });

  it.each([
    ['data-saver', { frameBytes: 0 }, {}],
    ['no-frames', { bytes: () => null }, {}],
    [
      'unsupported-format',
      {},
      { scoreKeyFrames: () => Promise.reject(new CheckError('unsupported-format', 'hevc')) },
    ],
    ['model-damaged', {}, { scoreKeyFrames: () => Promise.reject(new CheckError('model-damaged', 'hash')) }],
    ['internal', {}, { scoreKeyFrames: () => Promise.reject(new Error('boom')) }],
  ])('says %s', async (reason, deps, worker) => {
    const check = source(deps, worker).source.check(subject('tainted'), context);
    await expect(check).rejects.toMatchObject({ name: 'CheckError', reason });
  });

  it('says what model it was and that no operating point was measured', async () => {
    const { details } = await source().source.check(subject('tainted'), context);
    expect(details?.model.sha256).toBe(packagedManifest.sha256);
    expect(details?.operatingPointMeasured).toBe(packagedManifest.operatingPointMeasured);
  });
});
