import { describe, expect, it } from 'vitest';
import { planSupplied } from '../../../lib/media/streams/supplied';
import { flipped } from '../../fixtures/signing/fixture';
import { segmentIndex } from '../../fixtures/streams/one-file';
import { fileOf, initName, trackOf, unsignedFiles } from '../../fixtures/streams/presentation';
import { checkPlan, checkRequests, signed } from './check-requests';

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
    const { evidence } = await checkRequests(['a.m3u8', 'all.mp4'], files, { buffered: [[0, 5]] });
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
    const { evidence } = await checkRequests(['a.mpd', 'all.mp4'], files, { buffered: [[0, 3.2]] });
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsSeen: 3, segmentsChecked: 3 },
    });
  });

  it('is taken apart where it is read as a whole', async () => {
    const files = new Map([['all.mp4', whole]]);
    const { evidence } = await checkRequests(['all.mp4', 'all.mp4'], files);
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsChecked: 8, problem: null },
    });
    const broken = new Map([['all.mp4', flipped(whole, whole.length - 9)]]);
    expect((await checkRequests(['all.mp4'], broken)).evidence.details).toMatchObject({
      state: 'invalid',
      broken: 'content-changed',
      session: { firstInvalid: 8 },
    });
  });

  it('is taken apart behind an index too, which belongs to no segment', async () => {
    const index = segmentIndex(segments.map(({ length }) => length));
    const indexed = new Uint8Array([...init, ...index, ...whole.subarray(init.length)]);
    const { evidence } = await checkRequests(['all.mp4'], new Map([['all.mp4', indexed]]));
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsChecked: 8, problem: null },
    });
  });

  it('is a file as any other without proofs', async () => {
    const files = new Map([['clip.mp4', fileOf(unsignedFiles(), initName(0))]]);
    expect((await checkRequests(['clip.mp4'], files)).evidence.outcome).toBe('not-found');
  });
});

describe('bytes that the page handed over', () => {
  const inOrder = { offset: 0, fresh: false };
  const buffers = [
    { track: 'v', type: 'video/mp4; codecs="avc1.64001e"', ...inOrder, bytes: whole.subarray(0, 9000) },
    { track: 'a', type: 'audio/mp4', ...inOrder, bytes: trackOf(signed, 2).init },
    { track: 'v', type: 'video/mp4', ...inOrder, bytes: whole.subarray(9000, 50_000) },
    { track: 'a', type: 'audio/mp4', ...inOrder, bytes: trackOf(signed, 2).segments[0] ?? new Uint8Array() },
    { track: 'v', type: 'video/mp4', ...inOrder, bytes: whole.subarray(50_000) },
  ];

  it('are put together, taken apart and checked, and marked', async () => {
    const { plan, open } = planSupplied({ ended: true, buffers });
    const { evidence } = await checkPlan(plan, signed, { open, suppliedByPage: true });
    expect(evidence.details).toMatchObject({
      state: 'trusted',
      session: { segmentsChecked: 9, suppliedByPage: true, problem: null },
    });
  });

  it('are taken apart again after a change of quality', async () => {
    const low = trackOf(signed, 1);
    const { plan } = planSupplied({
      ended: true,
      buffers: [
        ...buffers,
        { track: 'v', type: 'video/mp4', ...inOrder, bytes: low.init },
        { track: 'v', type: 'video/mp4', ...inOrder, bytes: low.segments[3] ?? new Uint8Array() },
      ],
    });
    expect(plan.renditions.map(({ kind, segments: own }) => [kind, own.length])).toEqual([
      ['video', 8],
      ['video', 1],
      ['audio', 1],
    ]);
  });

  it('may be anything', async () => {
    const { plan, open } = planSupplied({
      ended: true,
      buffers: [{ track: 'v', type: 'video/mp4', ...inOrder, bytes: new Uint8Array(5000).fill(7) }],
    });
    expect(plan.renditions).toEqual([]);
    await expect(checkPlan(plan, signed, { open })).rejects.toMatchObject({ reason: 'stream' });
  });
});
