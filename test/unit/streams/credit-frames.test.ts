import { describe, expect, it } from 'vitest';
import { creditFrames } from '../../../lib/evidence/credentials/fragments/credit-frames';
import { weigh } from '../../../lib/verdict/weigh';
import { fileOf, initName, segmentName, trackOf, unsignedFiles } from '../../fixtures/streams/presentation';
import { checkRequests, DASH, signed, tampered } from './check-requests';

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
      const credited = creditFrames(evidence, matched);
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

  it('is not given to a page that shows other pictures than the changed ones it fetched', async () => {
    const { evidence } = await checkRequests(DASH, tampered);
    const label = (matched: boolean | null) => weigh([creditFrames(evidence, matched)], 'viewer', true).label;
    expect([label(true), label(null), label(false)]).toEqual([
      'credentials-invalid',
      'credentials-invalid',
      'could-not-check',
    ]);
  });

  it('changes nothing where there is nothing to credit', async () => {
    const { evidence } = await checkRequests(DASH, unsignedFiles());
    expect(creditFrames(evidence, false)).toMatchObject({
      outcome: 'not-found',
      details: { state: 'none', session: { framesMatched: false, problem: null } },
    });
  });

  it('is asked for a single file behind a stream too', async () => {
    const { evidence } = await checkRequests(['all.mp4'], new Map([['all.mp4', wholeFile()]]));
    expect(creditFrames(evidence, null)).toMatchObject({ outcome: 'could-not-check', reason: 'no-frames' });
  });
});

function wholeFile(): Uint8Array {
  const { init, segments } = trackOf(signed, 0);
  return new Uint8Array([init, ...segments].flatMap((part) => [...part]));
}
