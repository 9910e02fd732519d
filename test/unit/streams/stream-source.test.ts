import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Files,
  fileOf,
  initName,
  reordered,
  segmentName,
  unsignedFiles,
  withFiles,
} from '../../fixtures/streams/presentation';
import { checkPlan, checkRequests, DASH, signed, tampered } from './check-requests';
import { fetched, planOf, requests } from './page';

/** Initialization of the pictures, whose samples are called encrypted. */
function encryptedInit(files: Files): [string, Uint8Array] {
  const init = Buffer.from(fileOf(files, initName(0)));
  init.write('encv', init.indexOf('avc1', init.indexOf('stsd')));
  return [initName(0), new Uint8Array(init)];
}

describe('credentials of a stream', () => {
  it('are those of what was played, of picture and sound', async () => {
    const { evidence } = await checkRequests(DASH, signed);
    expect(evidence).toMatchObject({ outcome: 'found', reason: null, settled: true });
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: {
        segmentsSeen: 6,
        segmentsChecked: 6,
        firstInvalid: null,
        suppliedByPage: false,
        problem: null,
      },
    });
    const bytes = DASH.slice(1).reduce((sum, name) => sum + fileOf(signed, name).length, 0);
    expect(evidence.bytes).toBe(bytes);
  });

  it('are checked for the present moment where no segment was seen', async () => {
    const { evidence } = await checkRequests(['manifest.mpd'], signed);
    expect(evidence.details?.session).toMatchObject({ segmentsSeen: 0, segmentsChecked: 4 });
    expect(evidence.details?.state).toBe('trusted');
  });

  it('fall with the first segment that was changed, and nothing behind it is read', async () => {
    const { evidence } = await checkRequests(DASH, tampered);
    expect(evidence.details).toMatchObject({
      state: 'invalid',
      broken: 'content-changed',
      session: { segmentsSeen: 6, segmentsChecked: 5, firstInvalid: 3, problem: 'changed' },
    });
  });

  it('are checked in HLS, also with a playlist that was put in another order', async () => {
    const names = ['media_0.m3u8', ...fetched(0, [1, 2, 3, 4])];
    expect((await checkRequests(names, signed)).evidence.details?.state).toBe('trusted');
    const list = reordered(fileOf(signed, 'media_0.m3u8'), 0, [1, 3, 2, 4]);
    const { evidence } = await checkRequests(names, withFiles(signed, [['media_0.m3u8', list]]));
    expect(evidence.details).toMatchObject({
      state: 'invalid',
      broken: 'cannot-verify',
      session: { problem: 'out-of-order', firstInvalid: 2 },
    });
  });

  it('are checked without a playlist', async () => {
    const { evidence } = await checkRequests(DASH.slice(1), signed);
    expect(evidence.details).toMatchObject({ state: 'trusted', session: { segmentsChecked: 6 } });
  });

  it('are none where there are none', async () => {
    const { evidence } = await checkRequests(DASH, unsignedFiles());
    expect(evidence).toMatchObject({ outcome: 'not-found', details: { state: 'none' } });
  });

  it('are not said to be missing where the pictures are encrypted, before the player asks for keys', async () => {
    const bare = unsignedFiles();
    const refusal = { reason: 'drm' };
    await expect(checkRequests(DASH, withFiles(bare, [encryptedInit(bare)]))).rejects.toMatchObject(refusal);
    const file = new Uint8Array(readFileSync(new URL('../../fixtures/media/encrypted.mp4', import.meta.url)));
    const plan = { ...(await planOf(requests(DASH), bare)), kind: 'progressive', url: 'a.mp4' } as const;
    await expect(checkPlan(plan, new Map([['a.mp4', file]]))).rejects.toMatchObject(refusal);
  });

  it('stand where they were found, though the pictures are encrypted', async () => {
    const { evidence } = await checkRequests(DASH, withFiles(signed, [encryptedInit(signed)]));
    expect(evidence).toMatchObject({ outcome: 'found', details: { state: 'invalid' } });
  });

  it('keep what could be checked where segments are missing', async () => {
    const files = new Map(signed);
    files.delete(segmentName(0, 2));
    const { evidence } = await checkRequests(DASH, files);
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsSeen: 6, segmentsChecked: 5 },
    });
  });

  it('fall with a changed segment behind one that was cut short', async () => {
    const cut = fileOf(tampered, segmentName(0, 2)).subarray(0, 9000);
    const { evidence } = await checkRequests(DASH, withFiles(tampered, [[segmentName(0, 2), cut]]));
    expect(evidence.details).toMatchObject({
      state: 'invalid',
      session: { problem: 'changed', firstInvalid: 3 },
    });
  });

  it('stop at the budget, and say how far they came', async () => {
    const { evidence } = await checkRequests(DASH, signed, {}, { budget: () => 60_000 });
    expect(evidence.details?.session?.segmentsChecked).toBeLessThan(6);
    expect(evidence.bytes).toBeLessThanOrEqual(60_000);
  });

  it.each([
    ['no initialization segment can be had', [initName(0), initName(2)], 'missing'],
    [
      'no segment can be had',
      [...[1, 2, 3, 4].map((at) => segmentName(0, at)), segmentName(2, 1), segmentName(2, 2)],
      'missing',
    ],
  ])('cannot be checked where %s', async (_, gone, reason) => {
    const files = new Map(signed);
    for (const name of gone) files.delete(name);
    await expect(checkRequests(DASH, files)).rejects.toMatchObject({ reason });
  });

  it('are not asked of an encrypted stream, nor where data is saved', async () => {
    const plan = await planOf(requests(DASH), signed);
    await expect(checkPlan({ ...plan, encrypted: true }, signed)).rejects.toMatchObject({ reason: 'drm' });
    await expect(checkPlan(plan, signed, { budget: () => 0 })).rejects.toMatchObject({
      reason: 'data-saver',
    });
  });

  it('have no place in a transport stream', async () => {
    const ts = new Uint8Array(188 * 4).map((_, at) => (at % 188 === 0 ? 0x47 : at & 0xff));
    const list = new TextEncoder().encode('#EXTM3U\n#EXTINF:2,\n1.ts\n#EXT-X-ENDLIST');
    const files = new Map([
      ['a.m3u8', list],
      ['1.ts', ts],
    ]);
    await expect(checkRequests(['a.m3u8', '1.ts'], files)).rejects.toMatchObject({
      reason: 'unsupported-format',
      problems: ['transport-stream'],
    });
  });
});
