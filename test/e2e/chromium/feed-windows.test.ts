import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { type BadgeSamples } from '../support/badge-samples.ts';
import { sampledIn } from '../support/content-world.ts';
import { eventually, living } from '../support/eventually.ts';
import { type FeedStage, openFeedStage } from '../support/feed-stage.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let stage: FeedStage;
let page: ChromiumPage;

beforeAll(async () => {
  session = await openChromiumSession();
  stage = await openFeedStage(session);
});
afterAll(async () => {
  await session?.close();
  await stage?.pages.close();
});
beforeEach(async () => {
  await page?.close();
  page = await session.browser.openPage();
  await page.goto(`${stage.pages.origin}/player.html`, 20_000);
  await stage.labelled(page, 'trusted-ai-generated', 'first-advertisement');
});

const sampled = (act: () => Promise<void>) => sampledIn(page.page, session.browser, stage.words, act);

/** While the player is somewhere else, its advertisement ends. */
async function nextVideo(): Promise<void> {
  await page.evaluate(() => {
    const { window: own } = (globalThis as unknown as { documentPictureInPicture: { window: Window | null } })
      .documentPictureInPicture;
    ((own ?? window).document.querySelector('#skip') as HTMLElement).click();
  }, null);
  await stage.labelled(page, 'unsigned', 'first-content');
}

const fullscreen = (): Promise<string | null> =>
  page.evaluate(() => document.fullscreenElement?.localName ?? null, null);
const leaveFullscreen = async (): Promise<void> => {
  await page.page.evaluate(() => document.exitFullscreen());
  await eventually('no fullscreen', fullscreen, (name) => name === null, 10);
};
/** Both videos were seen with their badge, and none with another's. */
function expectWhole({ problems, labelled }: BadgeSamples): void {
  expect(problems).toEqual([]);
  expect(Object.keys(labelled).toSorted()).toEqual(['trusted-ai-generated', 'unsigned']);
}

describe('fullscreen', () => {
  it('of the player keeps the badge on the video', async () => {
    const samples = await sampled(async () => {
      await page.page.locator('#whole').click();
      await eventually('fullscreen', fullscreen, (name) => name === 'div', 10);
      await nextVideo();
      await leaveFullscreen();
    });
    expectWhole(samples);
  });

  it('of the bare video lifts the badge above it', async () => {
    const samples = await sampled(async () => {
      await page.page.locator('#player video').evaluate((video) => video.requestFullscreen());
      await eventually('fullscreen', fullscreen, (name) => name === 'video', 10);
      await nextVideo();
      const record = (await living(page)).find(({ subject }) => subject.url.endsWith('first-content'));
      expect(record?.badge).toMatchObject({ present: true, visible: true });
      await leaveFullscreen();
    });
    expectWhole(samples);
  });
});

describe('picture-in-picture', () => {
  it('leaves the badge of the video where the video was', async () => {
    const samples = await sampled(async () => {
      await page.page.locator('#float').click();
      await page.page.waitForFunction(() => document.pictureInPictureElement !== null);
      await nextVideo();
      await page.page.evaluate(() => document.exitPictureInPicture());
    });
    expectWhole(samples);
  });

  it('takes the badge of a player along into its own window, and back', async () => {
    const samples = await sampled(async () => {
      const [own] = await Promise.all([
        session.browser.context.waitForEvent('page'),
        page.page.locator('#window').click(),
      ]);
      await own.waitForSelector('#player whence-badge', { state: 'attached' });
      await nextVideo();
      await own.close();
      await page.page.waitForSelector('#player whence-badge', { state: 'attached' });
    });
    expectWhole(samples);
    expect(await living(page)).toHaveLength(2);
  });
});
