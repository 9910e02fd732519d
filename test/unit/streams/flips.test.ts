import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxes, c2paBox } from '../../fixtures/signing/bmff';
import { makeDemoCa } from '../../fixtures/signing/demo-ca';
import { flipped } from '../../fixtures/signing/fixture';
import { fileOf, initName, segmentName, signedFiles } from '../../fixtures/streams/presentation';
import { streamWorker } from './check-stream-files';

const signed = await signedFiles({ leaf: makeDemoCa().newsroom });
const init = fileOf(signed, initName(1));
const segment = fileOf(signed, segmentName(1, 2));
const worker = streamWorker();
const { signal } = new AbortController();

const stateOf = async (ofInit: Uint8Array, ofSegment: Uint8Array) => {
  const request = { init: ofInit, segment: ofSegment, judge: false, reachedBefore: null, notes: [] };
  return (await worker.checkSegment(request, [], signal)).finding.state;
};

describe('one byte changed anywhere', () => {
  it('in a segment is seen, but for version and flags of the box that holds the proof', async () => {
    const { content } = c2paBox(segment);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: segment.length - 1 }), async (at) => {
        const harmless = at >= content && at < content + 4;
        const state = await stateOf(init, flipped(segment, at));
        if (!harmless) expect(state).not.toBe('intact');
      }),
      { numRuns: 150 },
    );
  });

  it('in every byte of the proof is seen', async () => {
    const { content, end } = c2paBox(segment);
    for (let at = content + 4; at < end; at += 1)
      expect([at, await stateOf(init, flipped(segment, at))]).not.toEqual([at, 'intact']);
  });

  it('in what sets the decoder up is seen', async () => {
    const moov = boxes(init).find(({ type }) => type === 'moov');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: moov?.start ?? 0, max: init.length - 1 }), async (at) => {
        expect(await stateOf(flipped(init, at), segment)).not.toBe('intact');
      }),
      { numRuns: 80 },
    );
  });

  it('at any length of a segment is seen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: segment.length - 1 }), async (length) => {
        expect(await stateOf(init, segment.subarray(0, length))).not.toBe('intact');
      }),
      { numRuns: 60 },
    );
  });

  it('or noise in a segment breaks nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
        expect(await stateOf(init, noise)).not.toBe('intact');
        expect(await stateOf(noise, segment)).not.toBe('intact');
      }),
      { numRuns: 60 },
    );
  });
});
