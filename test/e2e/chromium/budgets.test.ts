import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SETTINGS_VERSION, type Settings } from '../../../lib/storage/settings-schema.ts';
import { type PlayerSite, type StreamRequest, startPlayerSite } from '../../fixtures/players/site.ts';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { eventually, isShown, living } from '../support/eventually.ts';
import { type LongMedia, makeLongMedia } from '../support/long-streams.ts';
import { outcomeOf } from '../support/player-grid.ts';
import { pressAccessible } from '../support/press-accessible.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

/** Five of the long ones are just more than the default budget, four of the short ones than the smallest that may be chosen. */
const SEGMENT_BYTES = { long: 5_008_000, short: 251_000 };

let session: Session<ChromiumBrowser>;
let media: LongMedia;
let site: PlayerSite;

beforeAll(async () => {
  session = await openChromiumSession();
  media = makeLongMedia(session.fixtures.dir, SEGMENT_BYTES);
  site = await startPlayerSite(media.dir);
});
afterAll(async () => {
  await session?.close();
  await site?.close();
  media?.remove();
});

const sum = (requests: readonly StreamRequest[]): number =>
  requests.reduce((all, { bytes }) => all + bytes, 0);

/** What the extension asked for below a path: all that a player, which asks for each part once, did not. */
function beyondPlayer(below: string): StreamRequest[] {
  const known = new Set<string>();
  return site.requests.filter(({ path, byElement }) => {
    if (byElement || !path.startsWith(below)) return false;
    const again = known.has(path);
    known.add(path);
    return again;
  });
}
const ofFile = (path: string): StreamRequest[] =>
  site.requests.filter((request) => !request.byElement && request.path === path);

const choose = (settings: Partial<Settings>): Promise<void> =>
  session.browser.extensionEval(
    async (value) => {
      await chrome.storage.local.set({ settings: value });
    },
    { version: SETTINGS_VERSION, ...DEFAULT_SETTINGS, ...settings },
  );

async function open(url: string, sparing = false): Promise<ChromiumPage> {
  const page = await session.browser.openPage();
  if (sparing) {
    const cdp = await session.browser.context.newCDPSession(page.page);
    await cdp.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true });
  }
  await page.goto(url, 30_000);
  return page;
}

const shown = async (page: ChromiumPage) => (await living(page)).filter(isShown);
const decidedOnce = (page: ChromiumPage) =>
  eventually(
    'a verdict',
    () => shown(page),
    (all) => all.length === 1,
    60,
  );

/** Until a stream was looked at once more because it plays; twice as fast, since that is after four of its own seconds. */
const playedOn = (page: ChromiumPage) =>
  eventually(
    'six seconds played',
    () =>
      page.evaluate(() => {
        const video = document.querySelector('video');
        if (video) video.playbackRate = 2;
        return video?.currentTime ?? 0;
      }, null),
    (time) => time > 6,
  );

describe('a stream that no cache may keep', () => {
  it.each([
    ['25 MB unless chosen otherwise', 'long', {}, 25_000_000],
    ['as much as was chosen', 'short', { contentBudgetBytes: 1_000_000 }, 1_000_000],
  ] as const)('costs %s, however often it is looked at', async (_, stream, settings, budget) => {
    await choose(settings);
    const page = await open(site.listOf('media-source', `no-store-${stream}`, `${stream}/media_0.m3u8`));
    await decidedOnce(page);
    await playedOn(page);
    const [outcome] = (await decidedOnce(page)).map(outcomeOf);
    await page.close();
    const size = SEGMENT_BYTES[stream];
    const ours = beyondPlayer(`/s/no-store-${stream}/`).filter(({ path }) => path.endsWith('.m4s'));
    expect(outcome?.session?.segmentsChecked).toBe(Math.floor(budget / size));
    expect(sum(ours)).toBeGreaterThanOrEqual((outcome?.session?.segmentsChecked ?? 0) * size);
    // The segment that does not fit is known to be too long when its answer begins.
    expect(sum(ours)).toBeLessThan(budget * 1.005);
  });
});

describe('a plain file', () => {
  it('that is longer than the budget is not read for its content', async () => {
    await choose({});
    const page = await open(site.listOf('media-chrome-file', 'no-store-big', 'big.mp4'));
    const [outcome] = (await decidedOnce(page)).map(outcomeOf);
    await page.close();
    expect(outcome).toMatchObject({ label: 'could-not-check', reason: 'too-large' });
    const ours = ofFile('/s/no-store-big/big.mp4');
    expect(sum(ours)).toBeGreaterThan(0);
    expect(sum(ours)).toBeLessThanOrEqual(65_536);
  });

  it.each([
    ['2 MB unless chosen otherwise', {}, 2_000_000],
    ['as much as was chosen', { frameBudgetBytes: 600_000 }, 600_000],
  ] as const)('whose pictures its page may not read costs %s for them', async (_, settings, budget) => {
    await choose({ mode: 'investigator', ...settings });
    const path = `/s/no-store-${budget}/heavy.mp4`;
    const elsewhere = new URL(path, site.origin.replace('127.0.0.1', 'localhost')).href;
    const page = await open(`${site.origin}/play/media-chrome-file?url=${encodeURIComponent(elsewhere)}`);
    const [record] = await decidedOnce(page);
    await page.close();
    expect(record?.evidence.map(({ source }) => source)).toContain('classifier');
    expect(sum(ofFile(path))).toBeGreaterThan(budget / 2);
    expect(sum(ofFile(path))).toBeLessThanOrEqual(budget + 65_536);
  });
});

describe('where data is to be saved', () => {
  it('a stream waits for the viewer, and keeps what was found when it plays on', async () => {
    await choose({});
    const page = await open(site.listOf('media-source', 'no-store-sparing', 'signed/media_0.m3u8'), true);
    const [waiting] = (await decidedOnce(page)).map(outcomeOf);
    expect(waiting).toMatchObject({ label: 'could-not-check', reason: 'data-saver' });
    const ours = () => beyondPlayer('/s/no-store-sparing/').filter(({ path }) => !path.endsWith('.m3u8'));
    expect(ours()).toEqual([]);
    await check(page, 'ai-generated');
    expect(sum(ours())).toBeGreaterThan(0);
    const then = ours().length;
    await playedOn(page);
    expect((await decidedOnce(page)).map(outcomeOf)[0]).toMatchObject({ label: 'ai-generated' });
    expect(ours()).toHaveLength(then);
    await page.close();
  });

  it('so does a plain file', async () => {
    const page = await open(
      site.listOf('media-chrome-file', 'no-store-sparing', 'trusted-ai-generated.mp4'),
      true,
    );
    const [waiting] = (await decidedOnce(page)).map(outcomeOf);
    expect(waiting).toMatchObject({ label: 'could-not-check', reason: 'data-saver' });
    const ours = () => sum(ofFile('/s/no-store-sparing/trusted-ai-generated.mp4'));
    expect(ours()).toBeLessThanOrEqual(65_536);
    const before = ours();
    await check(page, 'ai-generated');
    expect(ours()).toBeGreaterThan(before);
    await page.close();
  });
});

/** Opens the card and asks for the check. */
async function check(page: ChromiumPage, label: string): Promise<void> {
  const [record] = await shown(page);
  const [x = 0, y = 0, width = 0, height = 0] = record?.badge?.box ?? [];
  await page.page.mouse.click(x + width / 2, y + height / 2);
  await eventually(
    'the button',
    () =>
      pressAccessible(page.page, 'button', /^Check/).then(
        () => true,
        () => false,
      ),
    (pressed) => pressed,
    20,
  );
  await eventually(
    label,
    async () => (await shown(page)).map(outcomeOf),
    ([one]) => one?.label === label,
    60,
  );
}
