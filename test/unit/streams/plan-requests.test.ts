import { describe, expect, it } from 'vitest';
import { unsignedFiles } from '../../fixtures/streams/presentation';
import { fetched, HOST, planOf, plansOf, requests } from './page';

describe('without a playlist', () => {
  it('finds one file that is read by ranges in a header', async () => {
    const plan = await planOf(requests(['v/720.mp4?token=a', 'v/720.mp4?token=a', 'page.json']));
    expect(plan).toMatchObject({
      kind: 'progressive',
      url: `${HOST}v/720.mp4?token=a`,
      init: { url: `${HOST}v/720.mp4?token=a`, range: null },
      segments: [],
    });
  });

  it.each([
    [
      'range and counters',
      'videoplayback?mime=video%2Fmp4&id=a%2Fb&range=',
      (start: number, last: number) => `${start}-${last}&rn=${start}&rbuf=0`,
    ],
    [
      'first and last byte apart',
      'o1/v/t16/clip.mp4?x=1&bytestart=',
      (start: number, last: number) => `${start}&byteend=${last}`,
    ],
  ])('brings addresses that ask for ranges together: %s', async (_, address, query) => {
    const ranges = [
      [1000, 1999],
      [0, 999],
      [2000, 2499],
    ] as const;
    const plan = await planOf(
      requests(
        ranges.map(([start, last]) => address + query(start, last)),
        'xmlhttprequest',
      ),
    );
    expect(plan.kind).toBe('progressive');
    expect(plan.url).toBe(HOST + address.replace(/&(?:range|bytestart)=$/, ''));
    expect(plan.segments.map(({ range }) => range)).toEqual([
      { start: 0, end: 1000 },
      { start: 1000, end: 2000 },
      { start: 2000, end: 2500 },
    ]);
    expect(plan.segments.every(({ url }) => /bytestart=|range=/.test(url))).toBe(true);
  });

  it('finds tracks by the pattern of addresses, each with its initialization segment', async () => {
    const names = [...fetched(0, [1, 2, 3]), ...fetched(2, [1, 2])];
    const plan = await planOf(requests(names), {});
    expect(plan.kind).toBe('segments');
    expect(
      plan.renditions.map(({ init, segments, ordered }) => [
        init?.url.slice(HOST.length),
        segments.length,
        ordered,
      ]),
    ).toEqual([
      ['init-0.mp4', 3, false],
      ['init-2.mp4', 2, false],
    ]);
  });

  it('counts by the last number that differs, not by signatures', async () => {
    const names = ['v1/seg-12.m4s?t=9', 'v1/seg-3.m4s?t=8', 'v1/seg-3.m4s?t=7', 'v1/header.mp4'];
    const plan = await planOf(requests(names), {});
    expect(plan.segments.map(({ url }) => url.slice(HOST.length))).toEqual([
      'v1/seg-3.m4s?t=8',
      'v1/seg-12.m4s?t=9',
    ]);
    expect(plan.init?.url).toBe(`${HOST}v1/header.mp4`);
  });

  it('never takes an initialization segment for a file', async () => {
    await expect(planOf(requests(['init-0.mp4', 'segment-0-1.m4s']), {})).rejects.toMatchObject({
      reason: 'stream',
    });
  });

  it('says that nothing leads to a stream', async () => {
    await expect(planOf(requests(['app.js', 'style.css'], 'script'), {})).rejects.toMatchObject({
      reason: 'stream',
    });
    await expect(planOf([], {})).rejects.toMatchObject({ reason: 'stream' });
  });
});

describe('several streams of one page', () => {
  it('puts the one first that is as long as the element', async () => {
    const short =
      '<MPD mediaPresentationDuration="PT3S"><Period><AdaptationSet mimeType="video/mp4"><SegmentTemplate duration="1" media="s$Number$.m4s"/><Representation id="1"/></AdaptationSet></Period></MPD>';
    const files = new Map([...unsignedFiles(), ['short.mpd', new TextEncoder().encode(short)]]);
    const names = ['manifest.mpd', ...fetched(0, [1]), 'short.mpd', 's1.m4s', 's2.m4s'];
    const eight = await plansOf(requests(names), files);
    expect(eight.map(({ url }) => url.slice(HOST.length))).toEqual(['manifest.mpd', 'short.mpd']);
    const three = await plansOf(requests(names), files, { duration: 3 });
    expect(three[0]?.url).toBe(`${HOST}short.mpd`);
  });

  it('offers at most four', async () => {
    const names = Array.from({ length: 9 }, (_, at) => `clip${'abcdefghi'[at]}/video.mp4`);
    expect(await plansOf(requests(names), {})).toHaveLength(4);
  });
});
