import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlayerName, Twist } from '../../fixtures/players/players.ts';
import { type PlayerSite, startPlayerSite } from '../../fixtures/players/site.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { askedFor, type Outcome, outcomeOf, playAll } from '../support/player-grid.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let site: PlayerSite;
let outcomes: Map<string, Outcome>;

/** Name, stream of the catalogue, list, player, and what the page does besides. */
type Way = [name: string, stream: string, list: string, player: PlayerName, twist?: Twist];

const WAYS: Way[] = [
  ['captured', 'captured', 'manifest.mpd', 'shaka-dash'],
  ['stranger', 'stranger', 'master.m3u8', 'hls.js'],
  ['stripped', 'stripped', 'manifest.mpd', 'dash.js'],
  ['unsigned-sound', 'unsigned-sound', 'master.m3u8', 'hls.js'],
  ['ranges-hls', 'one-file', 'file.m3u8', 'hls.js'],
  ['ranges-shaka', 'one-file', 'file.mpd', 'shaka-dash'],
  ['ranges-dash', 'one-file', 'file.mpd', 'dash.js'],
  ['ranges-video', 'one-file', 'file.mpd', 'video.js-dash'],
  ['ranges-unsigned', 'one-file-unsigned', 'file.mpd', 'shaka-dash'],
  ['ranges-tampered-hls', 'one-file-tampered', 'file.m3u8', 'hls.js'],
  ['ranges-tampered-dash', 'one-file-tampered', 'file.mpd', 'dash.js'],
  ['switched', 'signed', 'master.m3u8', 'hls.js', 'switch'],
  ['switched-tampered', 'tampered', 'master.m3u8', 'hls.js', 'switch'],
  ['busy', 'signed', 'master.m3u8', 'hls.js', 'busy'],
];

const pageOf = ([name, stream, list, player, twist]: Way): string =>
  site.listOf(player, name, `${stream}/${list}`, twist);
const expectedOf = ([, stream]: Way) => {
  const found = session.fixtures.streams.find(({ name }) => name === stream)?.expected;
  if (!found) throw new Error(`no stream ${stream}`);
  return found;
};
const requestsOf = (name: string) => site.requests.filter(({ path }) => path.startsWith(`/s/${name}/`));

beforeAll(async () => {
  session = await openChromiumSession({ settings: { concurrency: 4 } });
  site = await startPlayerSite(session.fixtures.dir);
  const expected = new Map(WAYS.map((way) => [pageOf(way), expectedOf(way)]));
  outcomes = await playAll(
    session.browser,
    site,
    [...expected.keys()],
    (page, { label }) => label === expected.get(page)?.label,
  );
});
afterAll(async () => {
  await session?.close();
  await site?.close();
});

describe('a stream that the page feeds to its player', () => {
  it.each(WAYS)('%s', (...way) => {
    const { label, state, problem = null, firstInvalid = null } = expectedOf(way);
    const outcome = outcomes.get(pageOf(way));
    expect(outcome).toMatchObject({ label, state });
    expect(outcome?.session).toMatchObject({ problem, firstInvalid });
    // Names and declarations are credited to pictures; what was found wrong stands without.
    if (state === 'trusted') expect(outcome?.session?.framesMatched).toBe(true);
  });

  it('is checked in both qualities where the player changes from one to the other', () => {
    const played = requestsOf('switched').map(({ path }) => path.split('/').at(-1));
    expect(played).toEqual(expect.arrayContaining(['init-0.mp4', 'init-1.mp4']));
  });

  it.each(WAYS)('is asked for once, so that its check costs no network: %s', (name) => {
    const asked = askedFor(site.requests, `/s/${name}/`);
    expect(asked.size).toBeGreaterThan(1);
    expect([...asked].filter(([, times]) => times > 1)).toEqual([]);
  });

  it('is credited by the one picture of a player that stands still, and looked at again when it plays', async () => {
    const page = await session.browser.openPage();
    await page.goto(site.listOf('hls.js', 'still', 'signed/master.m3u8', 'still'), 20_000);
    const compared = (least: number) =>
      eventually(
        `${least} pictures compared`,
        async () => (await page.records()).map(outcomeOf)[0],
        (one) => (one?.session?.framesCompared ?? 0) >= least,
        30,
      );
    expect(await compared(1)).toMatchObject({ label: 'ai-generated', session: { framesCompared: 1 } });
    await page.evaluate(() => void document.querySelector('video')?.play(), null);
    expect(await compared(2)).toMatchObject({ label: 'ai-generated', session: { framesMatched: true } });
    await page.close();
  });
});
