import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { creditFrames } from '../../../lib/evidence/credentials/fragments/credit-frames';
import { spansAround } from '../../../lib/media/sketch-file';
import { weigh } from '../../../lib/verdict/weigh';
import { signMp4 } from '../../fixtures/signing/sign-mp4';
import { fileOf, initName, segmentName, trackOf, unsignedFiles } from '../../fixtures/streams/presentation';
import { ca, checkRequests, DASH, signed, tampered } from './check-requests';
import { fetched } from './page';

const UNKNOWN = { matched: null, compared: 0 };
const captured = { digitalSourceType: 'digitalCapture' };

describe('credit', () => {
  it('needs frames on screen that match', async () => {
    const { evidence, pictures } = await checkRequests(DASH, signed, {}, { moments: [1.2, 2.9] });
    expect(pictures.map(({ start, duration }) => [start, duration])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(pictures[0]?.bytes.length).toBe(
      fileOf(signed, initName(0)).length + fileOf(signed, segmentName(0, 2)).length,
    );
    const said = (matched: boolean | null) => {
      const credited = creditFrames(evidence, { matched, compared: 3 });
      return [
        weigh([credited], 'viewer', true).label,
        credited.reason,
        credited.details?.issuer ?? null,
        credited.details?.session?.problem,
      ];
    };
    expect(said(true)).toEqual(['ai-generated', null, 'Whence Demo Newsroom (demo CA)', null]);
    expect(said(false)).toEqual(['could-not-check', 'frames-differ', null, 'frames-differ']);
    expect(said(null)).toEqual(['could-not-check', 'no-frames', null, 'frames-unknown']);
  });

  it('finds the pictures of a moment by what segments say of their time, where no playlist tells', async () => {
    const { pictures } = await checkRequests(
      fetched(0, [1, 2, 3, 4, 5, 6, 7, 8]),
      signed,
      {},
      { moments: [7.5, 0.2, 0.9] },
    );
    expect(pictures.map(({ start }) => start).sort((a, b) => a - b)).toEqual([0, 7]);
  });

  it('is not given to a page that shows other pictures than the changed ones it fetched', async () => {
    const { evidence } = await checkRequests(DASH, tampered);
    const label = (matched: boolean | null) =>
      weigh([creditFrames(evidence, { matched, compared: 3 })], 'viewer', true).label;
    expect([label(true), label(null), label(false)]).toEqual([
      'credentials-invalid',
      'credentials-invalid',
      'could-not-check',
    ]);
  });

  it('changes nothing where there is nothing to credit', async () => {
    const { evidence } = await checkRequests(DASH, unsignedFiles());
    expect(creditFrames(evidence, { matched: false, compared: 3 })).toMatchObject({
      outcome: 'not-found',
      details: { state: 'none', session: { framesMatched: false, problem: null } },
    });
  });

  it('is asked for a single file behind a stream too, whose pictures come with it', async () => {
    const clip = new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/media/road.mp4')));
    const files = new Map([['all.mp4', await signMp4(clip, { leaf: ca.camera, claim: captured })]]);
    const { evidence, pictures } = await checkRequests(['all.mp4'], files, {}, { moments: [2, 3] });
    expect(pictures).toEqual([{ bytes: files.get('all.mp4'), start: 0, duration: Number.POSITIVE_INFINITY }]);
    expect(weigh([creditFrames(evidence, { matched: true, compared: 1 })], 'viewer', true).label).toBe(
      'camera-captured',
    );
    expect(creditFrames(evidence, UNKNOWN)).toMatchObject({
      outcome: 'could-not-check',
      reason: 'no-frames',
    });
    expect(evidence.bytes).toBeLessThan(2 * (files.get('all.mp4')?.length ?? 0));
  });

  it('is asked for one in which segments stand one behind the other', async () => {
    const files = new Map([['all.mp4', wholeFile()]]);
    const { evidence, pictures } = await checkRequests(['all.mp4'], files, {}, { moments: [2] });
    expect(pictures).toHaveLength(1);
    expect(creditFrames(evidence, UNKNOWN)).toMatchObject({
      outcome: 'could-not-check',
      reason: 'no-frames',
    });
  });
});

describe('moments', () => {
  it('are spans that do not lie over each other', () => {
    expect(spansAround([9, 1, 1.5])).toEqual([
      [0.5, 2],
      [8.5, 9.5],
    ]);
    expect(spansAround([])).toEqual([]);
  });
});

function wholeFile(): Uint8Array {
  const { init, segments } = trackOf(signed, 0);
  return new Uint8Array([init, ...segments].flatMap((part) => [...part]));
}
