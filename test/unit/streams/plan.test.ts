import { describe, expect, it } from 'vitest';
import { ELEMENT, fetched, HOST, planOf, plansOf, requests, server } from './page';
import { planStreams } from '../../../lib/media/streams/plan';
import { unsignedFiles } from '../../fixtures/streams/presentation';

const seenNumbers = (segments: readonly { index: number; seen: boolean }[]) =>
  segments.filter(({ seen }) => seen).map(({ index }) => index + 1);

describe('DASH', () => {
  const played = [...fetched(0, [1, 2, 3]), ...fetched(2, [1, 2])];

  it('finds picture and sound that are played, and which segments were', async () => {
    const plan = await planOf(requests(['manifest.mpd', ...played]));
    expect(plan).toMatchObject({
      kind: 'dash',
      url: `${HOST}manifest.mpd`,
      init: { url: `${HOST}init-0.mp4`, range: null },
      live: false,
      encrypted: false,
      problems: [],
    });
    expect(plan.renditions.map(({ kind, width }) => [kind, width])).toEqual([
      ['video', 640],
      ['audio', 0],
    ]);
    expect(plan.segments).toHaveLength(8);
    expect(plan.segments[3]).toEqual({
      url: `${HOST}segment-0-4.m4s`,
      range: null,
      index: 3,
      start: 3,
      duration: 1,
      seen: false,
    });
    expect(seenNumbers(plan.segments)).toEqual([1, 2, 3]);
    expect(plan.renditions[1]?.segments).toHaveLength(9);
  });

  it('puts the quality first that was played last', async () => {
    const switched = [...fetched(0, [1, 2]), ...fetched(1, [3, 4])];
    const { renditions } = await planOf(requests(['manifest.mpd', ...switched]));
    expect(renditions.map(({ width, segments }) => [width, seenNumbers(segments)])).toEqual([
      [320, [3, 4]],
      [640, [1, 2]],
    ]);
  });

  it('guesses by size where no segment was seen', async () => {
    const plan = await planOf(requests(['manifest.mpd']), unsignedFiles(), { width: 320, height: 180 });
    expect(plan.renditions.map(({ width }) => width)).toEqual([320, 0]);
    expect(plan.problems).toEqual(['unknown-rendition']);
  });

  it('fills templates, inherits, takes base addresses, and knows live from past', async () => {
    const mpd = `<?xml version="1.0"?><!-- a comment --><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic">
      <BaseURL>https://cdn.example/a&amp;b/</BaseURL>
      <Period id='1' start="PT1M" duration="PT10S"><AdaptationSet mimeType="video/mp4">
        <SegmentTemplate timescale="90000" media="$RepresentationID$/$Time$-$Number%05d$.m4s" initialization="$RepresentationID$/i$$.mp4" startNumber="7" presentationTimeOffset="90000">
          <SegmentTimeline><S t="90000" d="180000" r="1"/><S d="90000" r="-1"/></SegmentTimeline>
        </SegmentTemplate>
        <Representation id="v/1" bandwidth="1000" width="640" height="360"><BaseURL>deep/</BaseURL></Representation>
      </AdaptationSet></Period></MPD>`;
    const plan = await planOf(requests(['live.mpd']), { 'live.mpd': mpd });
    expect(plan.live).toBe(true);
    expect(plan.init?.url).toBe('https://cdn.example/a&b/deep/v/1/i$.mp4');
    expect(plan.segments.map(({ url, start, duration }) => [url.split('/').at(-1), start, duration])).toEqual(
      [
        ['90000-00007.m4s', 60, 2],
        ['270000-00008.m4s', 62, 2],
        ...[450000, 540000, 630000, 720000, 810000, 900000].map((time, at) => [
          `${time}-${String(9 + at).padStart(5, '0')}.m4s`,
          64 + at,
          1,
        ]),
      ],
    );
  });

  it('divides a period by the length of segments', async () => {
    const mpd = `<MPD mediaPresentationDuration="PT9.5S"><Period><AdaptationSet contentType="video">
      <SegmentTemplate duration="2" media="$Number$.m4s" initialization="init.mp4"/>
      <Representation id="1"/></AdaptationSet></Period></MPD>`;
    const { segments } = await planOf(requests(['a.mpd']), { 'a.mpd': mpd });
    expect(segments.map(({ url, duration }) => [url.slice(HOST.length), duration])).toEqual([
      ['1.m4s', 2],
      ['2.m4s', 2],
      ['3.m4s', 2],
      ['4.m4s', 2],
      ['5.m4s', 1.5],
    ]);
  });

  it('knows where the index of a single file stands', async () => {
    const mpd = `<MPD mediaPresentationDuration="PT8S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1">
      <BaseURL>all.mp4</BaseURL><SegmentBase indexRange="800-899"><Initialization range="0-799"/></SegmentBase>
      </Representation></AdaptationSet></Period></MPD>`;
    const { renditions } = await planOf(requests(['a.mpd']), { 'a.mpd': mpd });
    expect(renditions[0]).toMatchObject({
      init: { url: `${HOST}all.mp4`, range: { start: 0, end: 800 } },
      index: { url: `${HOST}all.mp4`, range: { start: 800, end: 900 } },
      segments: [],
    });
  });

  it('takes lists with ranges', async () => {
    const mpd = `<MPD mediaPresentationDuration="PT4S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1">
      <BaseURL>all.mp4</BaseURL><SegmentList duration="2"><Initialization range="0-99"/>
      <SegmentURL mediaRange="100-199"/><SegmentURL mediaRange="200-299"/></SegmentList>
      </Representation></AdaptationSet></Period></MPD>`;
    const { segments } = await planOf(requests(['a.mpd']), { 'a.mpd': mpd });
    expect(segments.map(({ range, start }) => [range, start])).toEqual([
      [{ start: 100, end: 200 }, 0],
      [{ start: 200, end: 300 }, 2],
    ]);
  });

  it('says where a presentation is encrypted', async () => {
    const mpd = `<MPD><Period duration="PT1S"><AdaptationSet mimeType="video/mp4"><ContentProtection schemeIdUri="x"/>
      <SegmentTemplate duration="1" media="$Number$"/><Representation id="1"/></AdaptationSet></Period></MPD>`;
    expect((await planOf(requests(['a.mpd']), { 'a.mpd': mpd })).encrypted).toBe(true);
  });
});

describe('HLS', () => {
  it('finds the lists that the page fetched behind a list of qualities', async () => {
    const { asked, fetchText } = server(unsignedFiles());
    const names = [
      'master.m3u8',
      'media_1.m3u8',
      'media_2.m3u8',
      ...fetched(1, [1, 2]),
      ...fetched(2, [1, 2]),
    ];
    const [plan] = await planStreams(requests(names), ELEMENT, fetchText, new AbortController().signal);
    expect(plan).toMatchObject({
      kind: 'hls',
      url: `${HOST}master.m3u8`,
      init: { url: `${HOST}init-1.mp4` },
      live: false,
      problems: [],
    });
    expect(plan?.renditions.map(({ kind, segments }) => [kind, seenNumbers(segments)])).toEqual([
      ['video', [1, 2]],
      ['audio', [1, 2]],
    ]);
    expect(asked).toEqual(['master.m3u8', 'media_1.m3u8', 'media_2.m3u8'].map((name) => HOST + name));
  });

  it('takes a list of segments alone', async () => {
    const plan = await planOf(requests(['media_0.m3u8', ...fetched(0, [5])]));
    expect(plan.segments[4]).toMatchObject({ start: 4, duration: 1, seen: true });
    expect(plan.renditions[0]).toMatchObject({ kind: 'mixed', ordered: true });
  });

  it('reads ranges of one file, and takes for seen what the player holds', async () => {
    const list = `#EXTM3U\n#EXT-X-MAP:URI="all.mp4",BYTERANGE="800@0"\n${[1, 2, 3, 4]
      .map((number) => `#EXTINF:2,\n#EXT-X-BYTERANGE:100${number === 1 ? '@800' : ''}\nall.mp4\n`)
      .join('')}#EXT-X-ENDLIST`;
    const plan = await planOf(
      requests(['a.m3u8', 'all.mp4', 'all.mp4']),
      { 'a.m3u8': list },
      { buffered: [[1.8, 6.1]] },
    );
    expect(plan.init).toEqual({ url: `${HOST}all.mp4`, range: { start: 0, end: 800 } });
    expect(plan.segments.map(({ range, seen }) => [range?.start, seen])).toEqual([
      [800, false],
      [900, true],
      [1000, true],
      [1100, false],
    ]);
  });

  it('keeps parts with different initialization segments apart, each with an order of its own', async () => {
    const part = (map: string, names: string[]) =>
      `#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="${map}"\n${names.map((name) => `#EXTINF:2,\n${name}\n`).join('')}`;
    const list = `#EXTM3U\n${part('i.mp4', ['1.m4s', '2.m4s'])}${part('ad.mp4', ['ad1.m4s'])}${part('i.mp4', ['3.m4s'])}#EXT-X-ENDLIST`;
    const { renditions } = await planOf(requests(['a.m3u8', '1.m4s', '2.m4s', 'ad1.m4s', '3.m4s']), {
      'a.m3u8': list,
    });
    expect(
      renditions.map(({ init, segments }) => [
        init?.url.slice(HOST.length),
        segments.map(({ index, start }) => [index, start]),
      ]),
    ).toEqual([
      [
        'i.mp4',
        [
          [0, 0],
          [1, 2],
          [2, 6],
        ],
      ],
      ['ad.mp4', [[0, 4]]],
    ]);
  });

  it('knows live, encrypted and incomplete lists', async () => {
    const list =
      '#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k"\n#EXT-X-GAP\n#EXTINF:2,\n1.m4s\n#EXTINF:2,\n2.m4s\n';
    const plan = await planOf(requests(['a.m3u8', '2.m4s']), { 'a.m3u8': list });
    expect(plan).toMatchObject({ live: true, encrypted: true });
    expect(plan.problems).toContain('gaps');
    expect(plan.segments.map(({ start }) => start)).toEqual([2]);
  });

  it('names segments in which credentials have no place', async () => {
    const plan = await planOf(requests(['a.m3u8', '1.ts']), {
      'a.m3u8': '#EXTM3U\n#EXTINF:2,\n1.ts\n#EXT-X-ENDLIST',
    });
    expect(plan.problems).toEqual(['transport-stream']);
  });
});

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
