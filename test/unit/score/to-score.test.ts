import { describe, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import type { ScoredFrame } from '../../../lib/evidence/classifier/scorer';
import { toScore } from '../../qa/score/score-clips';

const frames = (count: number, change: Partial<ScoredFrame> = {}): ScoredFrame[] =>
  Array.from({ length: count }, (_, time) => ({
    ...{
      time,
      fullWidth: 640,
      fullHeight: 360,
      logits: [0, 1, 2],
      distance: null,
      deviation: 30,
      change: time ? 9 : null,
    },
    ...change,
  }));
const scored = (list: ScoredFrame[]) =>
  toScore('a.mp4', { scored: list, frames: [], ms: 12.4 }, packagedManifest);

describe('one line of a score file', () => {
  it('has the fields that readers count on, in order', () => {
    const line = scored(frames(8));
    expect(Object.keys(line)).toEqual([
      'file',
      'pAI',
      'pSora',
      'band',
      'abstained',
      'reason',
      'frames',
      'ms',
      'model',
    ]);
    expect(line).toMatchObject({ file: 'a.mp4', abstained: false, reason: null, frames: 8, ms: 12 });
  });

  it.each([
    ['too-few-frames', frames(2)],
    ['too-small', frames(8, { fullHeight: 100 })],
    ['still-picture', frames(8, { change: 0 })],
  ])('keeps the scores where it abstains: %s', (reason, list) => {
    expect(scored(list)).toMatchObject({ abstained: true, reason, band: null, pAI: expect.any(Number) });
  });

  it('has no score only where no frame could be decoded, and says why', () => {
    const line = toScore('a.mp4', { reason: 'truncated', message: '', ms: 3 }, packagedManifest);
    expect(line).toMatchObject({
      pAI: null,
      pSora: null,
      band: null,
      abstained: true,
      reason: 'truncated',
      frames: 0,
    });
    expect(Object.keys(line)).toHaveLength(9);
  });
});
