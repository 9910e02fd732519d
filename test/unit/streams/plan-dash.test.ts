import { describe, expect, it } from 'vitest';
import { unsignedFiles } from '../../fixtures/streams/presentation';
import { fetched, HOST, planOf, requests, seenNumbers } from './page';

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
