import { describe, expect, it } from 'vitest';
import { CheckError } from '../../../lib/evidence/check-error';
import { creditFrames } from '../../../lib/evidence/credentials/fragments/credit-frames';
import {
  checkStream,
  type StreamDeps,
  type StreamResult,
} from '../../../lib/evidence/credentials/fragments/stream-source';
import type { ByteSource } from '../../../lib/media/byte-source';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';
import type { StreamElement, StreamPlan } from '../../../lib/media/streams/stream-plan';
import { planSupplied } from '../../../lib/media/streams/supplied';
import { weigh } from '../../../lib/verdict/weigh';
import { topBox } from '../../fixtures/signing/bmff';
import { makeDemoCa } from '../../fixtures/signing/demo-ca';
import { demoLists } from '../../fixtures/signing/demo-lists';
import { flipped } from '../../fixtures/signing/fixture';
import {
  type Files,
  fileOf,
  initName,
  reordered,
  segmentName,
  signedFiles,
  trackOf,
  unsignedFiles,
  withFiles,
} from '../../fixtures/streams/presentation';
import { checkBytes } from '../credentials/check-bytes';
import { streamWorker } from './check-stream-files';
import { ELEMENT, fetched, HOST, planOf, requests } from './page';

const ca = makeDemoCa();
const lists = demoLists(ca);
const signed = await signedFiles({
  leaf: ca.newsroom,
  claim: { digitalSourceType: 'trainedAlgorithmicMedia' },
});
const DASH = ['manifest.mpd', ...fetched(0, [1, 2, 3, 4]), ...fetched(2, [1, 2])];
const tampered = withFiles(signed, [
  [
    segmentName(0, 3),
    flipped(fileOf(signed, segmentName(0, 3)), topBox(fileOf(signed, segmentName(0, 3)), 'mdat').end - 9),
  ],
]);

/** The bytes of files of the stream, by address. */
function opener(files: Files): (url: string) => ByteSource {
  return (url) => {
    const file = files.get(url.startsWith(HOST) ? url.slice(HOST.length) : url);
    if (!file) throw new CheckError('missing', `${url} answered 404`);
    return createMemoryByteSource(file, url);
  };
}

async function check(plan: StreamPlan, files: Files, over: Partial<StreamDeps> = {}): Promise<StreamResult> {
  const open = over.open ?? opener(files);
  return checkStream(plan, {
    open,
    worker: streamWorker(),
    trustLists: () => lists,
    budget: () => 25_000_000,
    checkFile: async (url) =>
      (await checkBytes(await open(url).read(0, 1e9, new AbortController().signal), lists)).evidence,
    element: ELEMENT,
    moments: [],
    signal: new AbortController().signal,
    ...over,
  });
}

const checkPlayed = async (
  names: string[],
  files: Files,
  element: Partial<StreamElement> = {},
  over: Partial<StreamDeps> = {},
) =>
  check(await planOf(requests(names), files, element), files, {
    element: { ...ELEMENT, ...element },
    ...over,
  });

describe('credentials of a stream', () => {
  it('are those of what was played, of picture and sound', async () => {
    const { evidence } = await checkPlayed(DASH, signed);
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
    const { evidence } = await checkPlayed(['manifest.mpd'], signed);
    expect(evidence.details?.session).toMatchObject({ segmentsSeen: 0, segmentsChecked: 4 });
    expect(evidence.details?.state).toBe('trusted');
  });

  it('fall with the first segment that was changed, and nothing behind it is read', async () => {
    const { evidence } = await checkPlayed(DASH, tampered);
    expect(evidence.details).toMatchObject({
      state: 'invalid',
      broken: 'content-changed',
      session: { segmentsSeen: 6, segmentsChecked: 5, firstInvalid: 3, problem: 'changed' },
    });
  });

  it('are checked in HLS, also with a playlist that was put in another order', async () => {
    const names = ['media_0.m3u8', ...fetched(0, [1, 2, 3, 4])];
    expect((await checkPlayed(names, signed)).evidence.details?.state).toBe('trusted');
    const list = reordered(fileOf(signed, 'media_0.m3u8'), 0, [1, 3, 2, 4]);
    const { evidence } = await checkPlayed(names, withFiles(signed, [['media_0.m3u8', list]]));
    expect(evidence.details).toMatchObject({
      state: 'invalid',
      broken: 'cannot-verify',
      session: { problem: 'out-of-order', firstInvalid: 2 },
    });
  });

  it('are checked without a playlist', async () => {
    const { evidence } = await checkPlayed(DASH.slice(1), signed);
    expect(evidence.details).toMatchObject({ state: 'trusted', session: { segmentsChecked: 6 } });
  });

  it('are none where there are none', async () => {
    const { evidence } = await checkPlayed(DASH, unsignedFiles());
    expect(evidence).toMatchObject({ outcome: 'not-found', details: { state: 'none' } });
  });

  it('keep what could be checked where segments are missing', async () => {
    const files = new Map(signed);
    files.delete(segmentName(0, 2));
    const { evidence } = await checkPlayed(DASH, files);
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsSeen: 6, segmentsChecked: 5 },
    });
  });

  it('fall with a changed segment behind one that was cut short', async () => {
    const cut = fileOf(tampered, segmentName(0, 2)).subarray(0, 9000);
    const { evidence } = await checkPlayed(DASH, withFiles(tampered, [[segmentName(0, 2), cut]]));
    expect(evidence.details).toMatchObject({
      state: 'invalid',
      session: { problem: 'changed', firstInvalid: 3 },
    });
  });

  it('stop at the budget, and say how far they came', async () => {
    const { evidence } = await checkPlayed(DASH, signed, {}, { budget: () => 60_000 });
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
    await expect(checkPlayed(DASH, files)).rejects.toMatchObject({ reason });
  });

  it('are not asked of an encrypted stream, nor where data is saved', async () => {
    const plan = await planOf(requests(DASH), signed);
    await expect(check({ ...plan, encrypted: true }, signed)).rejects.toMatchObject({ reason: 'drm' });
    await expect(check(plan, signed, { budget: () => 0 })).rejects.toMatchObject({ reason: 'data-saver' });
  });

  it('have no place in a transport stream', async () => {
    const ts = new Uint8Array(188 * 4).map((_, at) => (at % 188 === 0 ? 0x47 : at & 0xff));
    const list = new TextEncoder().encode('#EXTM3U\n#EXTINF:2,\n1.ts\n#EXT-X-ENDLIST');
    const { evidence } = await checkPlayed(
      ['a.m3u8', '1.ts'],
      new Map([
        ['a.m3u8', list],
        ['1.ts', ts],
      ]),
    );
    expect(evidence).toMatchObject({ outcome: 'could-not-check', reason: 'unsupported-format' });
  });
});

const { init, segments } = trackOf(signed, 0);
const whole = new Uint8Array([init, ...segments].flatMap((part) => [...part]));

describe('one file of many segments', () => {
  const offsets = segments.map(
    (_, at) => init.length + segments.slice(0, at).reduce((sum, { length }) => sum + length, 0),
  );
  const list = `#EXTM3U\n#EXT-X-MAP:URI="all.mp4",BYTERANGE="${init.length}@0"\n${segments
    .map(({ length }, at) => `#EXTINF:1,\n#EXT-X-BYTERANGE:${length}@${offsets[at]}\nall.mp4\n`)
    .join('')}#EXT-X-ENDLIST`;

  it('is checked by the ranges that a playlist gives, as far as the player holds it', async () => {
    const files = new Map([
      ['all.mp4', whole],
      ['a.m3u8', new TextEncoder().encode(list)],
    ]);
    const { evidence } = await checkPlayed(['a.m3u8', 'all.mp4'], files, { buffered: [[0, 5]] });
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsSeen: 5, segmentsChecked: 5 },
    });
    expect(evidence.bytes).toBe(offsets[5]);
  });

  it('is checked by the index in the file', async () => {
    const index = segmentIndex(segments.map(({ length }) => length));
    const file = new Uint8Array([...init, ...index, ...whole.subarray(init.length)]);
    const mpd = `<MPD mediaPresentationDuration="PT8S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1"><BaseURL>all.mp4</BaseURL>
      <SegmentBase indexRange="${init.length}-${init.length + index.length - 1}"/></Representation></AdaptationSet></Period></MPD>`;
    const files = new Map([
      ['all.mp4', file],
      ['a.mpd', new TextEncoder().encode(mpd)],
    ]);
    const { evidence } = await checkPlayed(['a.mpd', 'all.mp4'], files, { buffered: [[0, 3.2]] });
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsSeen: 3, segmentsChecked: 3 },
    });
  });

  it('is taken apart where it is read as a whole', async () => {
    const files = new Map([['all.mp4', whole]]);
    const { evidence } = await checkPlayed(['all.mp4', 'all.mp4'], files);
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsChecked: 8, problem: null },
    });
    const broken = new Map([['all.mp4', flipped(whole, whole.length - 9)]]);
    expect((await checkPlayed(['all.mp4'], broken)).evidence.details).toMatchObject({
      state: 'invalid',
      broken: 'content-changed',
      session: { firstInvalid: 8 },
    });
  });

  it('is a file as any other without proofs', async () => {
    const files = new Map([['clip.mp4', fileOf(unsignedFiles(), initName(0))]]);
    expect((await checkPlayed(['clip.mp4'], files)).evidence.outcome).toBe('not-found');
  });
});

/** A `sidx` box whose segments of one second follow it at once. */
function segmentIndex(sizes: number[]): Uint8Array {
  const box = new DataView(new ArrayBuffer(32 + 12 * sizes.length));
  box.setUint32(0, box.byteLength);
  box.setUint32(4, 0x73696478);
  box.setUint32(12, 1);
  box.setUint32(16, 1000);
  box.setUint16(30, sizes.length);
  sizes.forEach((size, at) => {
    box.setUint32(32 + 12 * at, size);
    box.setUint32(36 + 12 * at, 1000);
  });
  return new Uint8Array(box.buffer);
}

describe('bytes that the page handed over', () => {
  const buffers = [
    { track: 'v', type: 'video/mp4; codecs="avc1.64001e"', bytes: whole.subarray(0, 9000) },
    { track: 'a', type: 'audio/mp4', bytes: trackOf(signed, 2).init },
    { track: 'v', type: 'video/mp4', bytes: whole.subarray(9000, 50_000) },
    { track: 'a', type: 'audio/mp4', bytes: trackOf(signed, 2).segments[0] ?? new Uint8Array() },
    { track: 'v', type: 'video/mp4', bytes: whole.subarray(50_000) },
  ];

  it('are put together, taken apart and checked, and marked', async () => {
    const { plan, open } = planSupplied(buffers);
    const { evidence } = await check(plan, signed, { open, suppliedByPage: true });
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsChecked: 9, suppliedByPage: true, problem: null },
    });
  });

  it('are taken apart again after a change of quality', async () => {
    const low = trackOf(signed, 1);
    const { plan } = planSupplied([
      ...buffers,
      { track: 'v', type: 'video/mp4', bytes: low.init },
      { track: 'v', type: 'video/mp4', bytes: low.segments[3] ?? new Uint8Array() },
    ]);
    expect(plan.renditions.map(({ kind, segments: own }) => [kind, own.length])).toEqual([
      ['video', 8],
      ['video', 1],
      ['audio', 1],
    ]);
  });

  it('may be anything', async () => {
    const { plan, open } = planSupplied([
      { track: 'v', type: 'video/mp4', bytes: new Uint8Array(5000).fill(7) },
    ]);
    expect(plan.renditions).toEqual([]);
    await expect(check(plan, signed, { open })).rejects.toMatchObject({ reason: 'stream' });
  });
});

describe('credit', () => {
  it('needs frames on screen that match', async () => {
    const { evidence, pictures } = await checkPlayed(DASH, signed, {}, { moments: [1.2, 2.9] });
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
    const { evidence } = await checkPlayed(DASH, tampered);
    const label = (matched: boolean | null) => weigh([creditFrames(evidence, matched)], 'viewer', true).label;
    expect([label(true), label(null), label(false)]).toEqual([
      'credentials-invalid',
      'credentials-invalid',
      'could-not-check',
    ]);
  });

  it('changes nothing where there is nothing to credit', async () => {
    const { evidence } = await checkPlayed(DASH, unsignedFiles());
    expect(creditFrames(evidence, false)).toMatchObject({
      outcome: 'not-found',
      details: { state: 'none', session: { framesMatched: false, problem: null } },
    });
  });

  it('is asked for a single file behind a stream too', async () => {
    const { evidence } = await checkPlayed(['all.mp4'], new Map([['all.mp4', whole]]));
    expect(creditFrames(evidence, null)).toMatchObject({ outcome: 'could-not-check', reason: 'no-frames' });
  });
});
