import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate, bandOf, LEAST_FRAMES } from '../../../lib/evidence/classifier/aggregate';
import { BANDS } from '../../../lib/evidence/classifier/details';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';
import type { ScoredFrame } from '../../../lib/evidence/classifier/scorer';

const manifest = { ...packagedManifest, temperature: 1 };
const logit = fc.double({ min: -20, max: 20, noNaN: true });
const frame: fc.Arbitrary<ScoredFrame> = fc.record({
  time: fc.double({ min: 0, max: 600, noNaN: true }),
  fullWidth: fc.constantFrom(426, 640, 1024),
  fullHeight: fc.constantFrom(240, 360, 576),
  logits: fc.option(fc.tuple(logit, logit, logit)),
  distance: fc.constant(null),
  deviation: fc.double({ min: 4, max: 100, noNaN: true }),
  change: fc.double({ min: 1, max: 100, noNaN: true }),
});
const frames = fc.array(frame, { minLength: LEAST_FRAMES, maxLength: 12 });
const enough = (change: Partial<ScoredFrame> = {}): ScoredFrame[] =>
  Array.from({ length: 8 }, (_, time) => ({
    time,
    fullWidth: 640,
    fullHeight: 360,
    logits: [0, 1, 3],
    distance: null,
    deviation: 40,
    change: time === 0 ? null : 12,
    ...change,
  }));

describe('aggregation of frames', () => {
  it('does not depend on the order of the frames', () => {
    const shuffled = frames.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const { frames: seen, ...estimate } = aggregate(all, packagedManifest);
        const { frames: otherSeen, ...otherEstimate } = aggregate(other, packagedManifest);
        expect(otherEstimate).toEqual(estimate);
        expect(otherSeen.map(({ time }) => time)).toEqual(seen.map(({ time }) => time));
      }),
    );
  });

  it('abstains below six usable frames, with scores where there is one', () => {
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: LEAST_FRAMES - 1 }), (few) => {
        const { band, abstainReason, pAI } = aggregate(few, packagedManifest);
        expect([band, abstainReason]).toEqual([null, 'too-few-frames']);
        expect(pAI === null).toBe(few.every(({ logits }) => logits === null));
      }),
    );
  });

  it('keeps probabilities within 0..1 and Sora within AI', () => {
    fc.assert(
      fc.property(frames, (all) => {
        const { pAI, pSora } = aggregate(all, packagedManifest);
        if (pAI === null) return expect(pSora).toBeNull();
        expect(pAI).toBeLessThanOrEqual(1);
        expect(pSora).toBeGreaterThanOrEqual(0);
        expect(pSora ?? 2).toBeLessThanOrEqual(pAI + 1e-9);
      }),
    );
  });

  it('never gives a lower band for a higher score, whatever was measured', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const thresholds = fc.option(
      fc.tuple(score, score).map((pair) => {
        const [strong = 0, veryStrong = 0] = pair.map((s) => 0.5 + s / 2).sort((a, b) => a - b);
        return { strong, veryStrong };
      }),
    );
    fc.assert(
      fc.property(score, score, thresholds, (a, b, t) => {
        const rank = (p: number) => BANDS.indexOf(bandOf(p, t));
        if (a <= b) expect(rank(a)).toBeLessThanOrEqual(rank(b));
        else expect(rank(a)).toBeGreaterThanOrEqual(rank(b));
      }),
    );
  });

  it.each([
    [0.49, 'weak'],
    [0.5, 'moderate'],
    [0.69, 'moderate'],
    [0.7, 'strong'],
    [0.9, 'strong'],
    [0.91, 'very-strong'],
  ])('puts %d into the band %s', (score, band) => {
    expect(bandOf(score, null)).toBe(band);
  });

  it('gives a band where nothing speaks against it', () => {
    const { band, abstainReason } = aggregate(enough(), packagedManifest);
    expect(abstainReason).toBeNull();
    expect(BANDS).toContain(band);
  });

  it.each([
    ['no-frames', []],
    ['too-small', enough({ fullHeight: 239 })],
    ['too-few-frames', enough({ deviation: 0 })],
    ['still-picture', enough({ change: 0.3 })],
    ['still-picture', enough({ change: 0, deviation: 0 })],
    ['out-of-distribution', enough({ fullWidth: 1080, fullHeight: 1920 })],
  ] as const)('abstains as %s', (reason, scored) => {
    const { band, abstainReason } = aggregate(scored, packagedManifest);
    expect([band, abstainReason]).toEqual([null, reason]);
  });

  it('is the mean of the logits of the frames that were scored', () => {
    const most = enough({ logits: null });
    const two = [2, 6].map((time) => ({ ...(most[time] as ScoredFrame), logits: [0, time, 4] as const }));
    const looked = most.map((frame) => ({ ...frame, ...two.find(({ time }) => time === frame.time) }));
    const { pAI, pSora, frames: used } = aggregate(looked as ScoredFrame[], manifest);
    const all = 1 + Math.exp(4) + Math.exp(4);
    expect(pAI).toBeCloseTo(1 - 1 / all, 9);
    expect(pSora).toBeCloseTo(Math.exp(4) / all, 9);
    expect(used.map(({ time }) => time)).toEqual([2, 6]);
  });

  it('abstains where the pictures are, on average, unlike what it was tested on', () => {
    const told = { ...manifest, outOfDistribution: { output: 'distance', limit: 1 } };
    const at = (first: number, second: number) =>
      enough().map((frame, i) => ({ ...frame, distance: i === 2 ? first : i === 6 ? second : null }));
    expect(aggregate(at(0.2, 1.7), told)).toMatchObject({ abstainReason: null });
    expect(aggregate(at(0.4, 1.7), told)).toMatchObject({ abstainReason: 'out-of-distribution', band: null });
    expect(aggregate(at(0.4, 1.7), manifest)).toMatchObject({ abstainReason: null });
  });
});
