import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../lib/evidence/check-error';
import { parseDash } from '../../../lib/media/streams/dash-manifest';
import { parseHls } from '../../../lib/media/streams/hls-playlist';
import type { StreamProblem } from '../../../lib/media/streams/stream-plan';
import { parseXml } from '../../../lib/media/streams/xml';
import { type Answer, HOST, planOf, requests } from './page';

const END = '#EXT-X-ENDLIST';
const segmentList = (count: number, name = (at: number) => `${at}.m4s`) =>
  `#EXTM3U\n#EXT-X-MAP:URI="i.mp4"\n${Array.from({ length: count }, (_, at) => `#EXTINF:2,\n${name(at)}\n`).join('')}${END}`;
const qualities = (...uris: string[]) =>
  `#EXTM3U\n${uris.map((uri) => `#EXT-X-STREAM-INF:BANDWIDTH=1\n${uri}\n`).join('')}`;
const template = (attributes: string, inside = '', around = '') =>
  `<MPD mediaPresentationDuration="PT8S" ${around}><Period><AdaptationSet mimeType="video/mp4">
  <SegmentTemplate ${attributes}>${inside}</SegmentTemplate><Representation id="1"/></AdaptationSet></Period></MPD>`;

describe('playlists that lead nowhere', () => {
  const moved = { text: segmentList(2), url: 'http://192.168.0.1/a.m3u8' };
  const schemes = ['data:video/mp4,x', 'file:///etc/passwd', 'blob:https://a.example/1'];
  const define = `#EXTM3U\n#EXT-X-DEFINE:NAME="a",VALUE="b"\n#EXTINF:1,\n{$a}.m4s\n${END}`;
  const cases: [string, Record<string, string | Answer>, Reason, string?][] = [
    ['is missing', {}, 'missing'],
    ['is a page', { 'a.m3u8': '<!doctype html><title>Sign in</title>' }, 'playlist'],
    ['is nothing', { 'a.m3u8': '' }, 'playlist'],
    ['is longer than any', { 'a.m3u8': `#EXTM3U\n${'#'.repeat(2_000_001)}` }, 'too-large'],
    ['is cut off in a tag', { 'a.mpd': '<MPD><Period><AdaptationSet mimeType="vid' }, 'playlist', 'a.mpd'],
    ['was moved into the private network', { 'a.m3u8': moved }, 'private-network'],
    ['is text of many lines', { 'a.m3u8': `#EXTM3U\n${'junk\n'.repeat(1000)}` }, 'playlist'],
    ['lists nothing', { 'a.m3u8': `#EXTM3U\n${END}` }, 'playlist'],
    ['names itself as a quality', { 'a.m3u8': qualities('a.m3u8', './a.m3u8#x') }, 'playlist'],
    ['goes in a ring', { 'a.m3u8': qualities('b.m3u8'), 'b.m3u8': qualities('a.m3u8') }, 'playlist'],
    ['has itself as its segment', { 'a.m3u8': segmentList(2, () => 'a.m3u8') }, 'playlist'],
    [
      'leads into the private network',
      { 'a.m3u8': segmentList(2, (at) => `http://10.0.0.${at}/1.m4s`) },
      'private-network',
    ],
    ['leads to other schemes', { 'a.m3u8': segmentList(3, (at) => schemes[at] ?? '') }, 'unsupported-format'],
    ['needs the page to complete its addresses', { 'a.m3u8': define }, 'playlist'],
  ];
  it.each(cases)('%s', async (_, files, reason, name = 'a.m3u8') => {
    await expect(planOf(requests([name]), files)).rejects.toMatchObject({ reason });
  });

  it('is passed over where another one can be used', async () => {
    const files = { 'a.m3u8': qualities('a.m3u8'), 'b.m3u8': segmentList(2) };
    const plan = await planOf(requests(['a.m3u8', 'b.m3u8', '1.m4s']), files);
    expect(plan.url).toBe(`${HOST}b.m3u8`);
    expect(plan.problems).toContain('loop');
  });
});

describe('odd playlists are planned as far as they go', () => {
  const long = `#EXTM3U\n#EXTINF:1,\n${'a'.repeat(1_000_000)}\n${segmentList(1).slice(8)}`;
  const cases: [string, string | Answer, StreamProblem[], number, string[]?][] = [
    [
      'has itself among its segments',
      segmentList(3, (at) => (at === 1 ? 'a.m3u8' : `${at}.m4s`)),
      ['loop'],
      2,
      ['2.m4s'],
    ],
    ['has more segments than a film', segmentList(10_000), ['many-segments'], 3000, ['9500.m4s']],
    ['has more segments than can be', segmentList(30_000), ['many-segments'], 3000, ['5.m4s']],
    ['is sent as a video', { text: segmentList(2), contentType: 'video/mp4' }, ['wrong-type'], 2, ['0.m4s']],
    ['has one line of a megabyte', long, ['too-large'], 1, ['0.m4s']],
    ['was not played yet', segmentList(2), ['unknown-rendition'], 2],
  ];
  it.each(cases)('%s', async (_, text, problems, count, seen = []) => {
    const plan = await planOf(requests(['a.m3u8', ...seen]), { 'a.m3u8': text });
    expect(plan.problems).toEqual(problems);
    expect(plan.segments).toHaveLength(count);
    for (const name of seen)
      expect(plan.segments.find(({ url }) => url === HOST + name)).toMatchObject({ seen: true });
  });

  it('goes to other hosts, and into the private network for a page that is there itself', async () => {
    const files = { 'a.m3u8': segmentList(2, (at) => `//10.0.0.7/${at}.m4s`) };
    const plan = await planOf(requests(['a.m3u8']), files, { pageUrl: 'http://10.0.0.7/' });
    expect(plan.segments[1]?.url).toBe('https://10.0.0.7/1.m4s');
    const cross = await planOf(requests(['a.m3u8']), {
      'a.m3u8': segmentList(1, () => 'https://cdn.example/x/1.m4s'),
    });
    expect(cross.segments[0]?.url).toBe('https://cdn.example/x/1.m4s');
  });

  it('reads few of a thousand playlists', async () => {
    const names = Array.from({ length: 1000 }, (_, at) => `${at}/index.m3u8`);
    const files = {
      'a.m3u8': qualities(...names),
      ...Object.fromEntries(names.map((name) => [name, segmentList(2)])),
    };
    const plan = await planOf(requests(['a.m3u8', ...names]), files);
    expect(plan.problems).toEqual(expect.arrayContaining(['too-many-playlists', 'many-renditions']));
  });

  it('does not read requests to its own network that a public page made', async () => {
    const [resource] = requests(['http://127.0.0.1:8080/a.m3u8']);
    await expect(planOf(resource ? [resource] : [], {})).rejects.toMatchObject({ reason: 'stream' });
  });
});

describe('manifests made to exhaust', () => {
  it.each([
    ['a billion segments by their length', template('duration="1" timescale="1000000000" media="$Number$"')],
    [
      'a billion repetitions',
      template('media="$Time$"', '<SegmentTimeline><S d="1" r="999999999"/></SegmentTimeline>'),
    ],
    [
      'repetition to the end of time',
      template(
        'media="$Time$" timescale="1000000000"',
        '<SegmentTimeline><S d="1" r="-1"/></SegmentTimeline>',
      ),
    ],
    ['a number of a billion digits', template('duration="1" media="$Number%0999999999d$"')],
    ['no length at all', template('duration="0" media="$Number$"')],
    [
      'long addresses times many',
      template(`duration="1" timescale="10000" media="${'a'.repeat(8000)}$Number$"`),
    ],
    [
      'thousands of representations',
      template('duration="1" media="$Number$"', '', '').replace(
        '<Representation id="1"/>',
        '<Representation id="1"/>'.repeat(5000),
      ),
    ],
  ])('%s', (_, mpd) => {
    const manifest = parseDash(mpd, `${HOST}a.mpd`);
    const all = manifest?.representations.flatMap(({ segments }) => segments) ?? [];
    expect(manifest?.representations.length).toBeGreaterThan(0);
    expect(all.length).toBeLessThanOrEqual(50_000);
    expect(all.reduce((sum, { uri }) => sum + uri.length, 0)).toBeLessThan(25_000_000);
  });

  it.each([
    ['tags in tags', '<a>'.repeat(100_000)],
    ['closed tags in tags', '<a>'.repeat(50_000) + '</a>'.repeat(50_000)],
    ['brackets', `<MPD>${'<'.repeat(500_000)}</MPD>`],
    ['comments without end', '<!--'.repeat(200_000)],
    ['CDATA without end', '<![CDATA['.repeat(100_000)],
    ['a quote without end', `<MPD a="${'x'.repeat(500_000)}`],
    ['entities of entities', '<!DOCTYPE MPD [<!ENTITY a "aaaaaaaa">]><MPD><BaseURL>&a;&a;</BaseURL></MPD>'],
    ['white space', `<MPD a${' '.repeat(300_000)}=${' '.repeat(300_000)}"b">`],
    ['too many elements', `<MPD>${'<S/>'.repeat(200_000)}</MPD>`],
  ])('%s', (_, xml) => {
    const root = parseXml(xml);
    if (root) expect(root.attributes.size + root.children.length).toBeLessThan(100);
    else expect(root).toBeNull();
  });

  it('takes no name for a part of the program', () => {
    const list = parseHls(
      '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="__proto__",NAME="toString",URI="x.m3u8"\n#EXT-X-STREAM-INF:BANDWIDTH=1,__proto__=2,AUDIO="constructor"\na.m3u8\n',
    );
    expect(list?.audio).toEqual([{ group: '__proto__', uri: 'x.m3u8' }]);
    expect(list?.variants).toHaveLength(1);
    const xml = parseXml('<MPD __proto__="a" constructor="b"/>');
    expect([...(xml?.attributes ?? [])]).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(typeof {}.toString).toBe('function');
  });

  it('reads megabytes of tags without a place in it', () => {
    const list = [
      ...Array.from({ length: 20_000 }, (_, at) => `#EXT-X-DEFINE:NAME="v${at}",VALUE="x"`),
      `#EXT-X-STREAM-INF:${'"'.repeat(16_000)}`,
      'a.m3u8',
      `#EXT-X-STREAM-INF:${'A=1,'.repeat(4000)}`,
      'b.m3u8',
      ...Array.from({ length: 20_000 }, () => '#EXT-X-DATERANGE:ID="a",START-DATE="2020-01-01"'),
    ];
    expect(parseHls(`#EXTM3U\n${list.join('\n')}`)?.variants.map(({ uri }) => uri)).toEqual([
      'a.m3u8',
      'b.m3u8',
    ]);
  });
});
