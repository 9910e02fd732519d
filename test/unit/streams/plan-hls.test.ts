import { describe, expect, it } from 'vitest';
import { planStreams } from '../../../lib/media/streams/plan';
import { unsignedFiles } from '../../fixtures/streams/presentation';
import { ELEMENT, fetched, HOST, planOf, requests, seenNumbers, server } from './page';

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
