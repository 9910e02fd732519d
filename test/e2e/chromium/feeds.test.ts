import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FeedPages, startFeedPages } from '../../fixtures/feeds/server.ts';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { type BadgeSamples, endSamples, startSamples } from '../support/badge-samples.ts';
import { contentWorld } from '../support/content-world.ts';
import { eventually, living } from '../support/eventually.ts';
import { finalWords, NEUTRAL } from '../support/final-words.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let feeds: FeedPages;
let page: ChromiumPage;
let words: Record<string, string>;

beforeAll(async () => {
  session = await openChromiumSession();
  feeds = await startFeedPages(session.fixtures.dir);
  words = await finalWords(session);
});
afterAll(async () => {
  await session?.close();
  await feeds?.close();
});
beforeEach(async () => {
  await page?.close();
  page = await session.browser.openPage();
});

const open = (path: string): Promise<void> => page.goto(feeds.origin + path, 20_000);

/** Does `act` while every frame is looked at. */
async function sampled(act: () => Promise<unknown>): Promise<BadgeSamples> {
  const world = await contentWorld(page.page, session.browser.extensionRoot);
  await world.evaluate(startSamples, { words, neutral: NEUTRAL });
  await act();
  const samples = await world.evaluate(endSamples, null);
  await world.close();
  console.log(samples);
  return samples;
}

/** Waits until the videos that play this are labelled for good. */
const labelled = (fixture: string, mark: string): Promise<unknown> =>
  eventually(
    `the label of ${fixture}`,
    () => living(page),
    (all) => all.some(({ subject, badge, verdict }) => subject.url.endsWith(`${fixture}.mp4?post=${mark}`) && verdict.final && badge?.name.includes(words[fixture] ?? '') === true),
    30,
  );

describe('an endless list that uses its elements again', () => {
  it.each(['/list.html', '/list.html?static'])('never shows the label of the post before: %s', async (path) => {
    await open(path);
    const samples = await sampled(async () => {
      await labelled('trusted-ai-generated', '0');
      for (const step of [1, 2, 3, 4, 5]) {
        await page.evaluate(async (to) => {
          while (scrollY < to) {
            scrollBy(0, 55);
            await new Promise(requestAnimationFrame);
          }
        }, step * 880);
        await labelled(['trusted-ai-generated', 'trusted-ai-edited', 'trusted-plain'][step % 3] ?? '', String(step * 2));
      }
      for (const post of [41, 80, 121, 60, 0]) {
        await page.evaluate((to) => scrollTo(0, to), post * 440);
        await labelled(post % 2 ? 'unsigned' : ['trusted-ai-generated', 'trusted-ai-edited', 'trusted-plain'][(post / 2) % 3] ?? '', String(post));
      }
    });
    expect(samples.problems).toEqual([]);
  });
});

describe('a snap feed with one player', () => {
  it('takes the badge along, and nothing of what it said', async () => {
    await open('/snap.html');
    const samples = await sampled(async () => {
      for (const index of [0, 1, 2, 3, 2, 1, 0]) {
        await page.evaluate((to) => document.querySelector('#snap')?.scrollTo({ top: to * innerHeight, behavior: 'smooth' }), index);
        await labelled(index % 2 ? 'unsigned' : ['trusted-ai-generated', 'trusted-ai-edited', 'trusted-plain'][(index / 2) % 3] ?? '', String(index));
      }
    });
    expect(samples.problems).toEqual([]);
  });
});

describe('a grid with previews under the pointer', () => {
  it('labels each preview, and leaves nothing behind', async () => {
    await open('/grid.html');
    const samples = await sampled(async () => {
      for (const index of [0, 1, 2, 3]) {
        await page.page.locator(`[data-index="${index}"]`).hover();
        await labelled(index % 2 ? 'unsigned' : ['trusted-ai-generated', 'trusted-ai-edited'][(index / 2) % 3] ?? '', String(index));
      }
      for (let round = 0; round < 3; round++)
        for (let index = 0; index < 8; index++) await page.page.locator(`[data-index="${index}"]`).hover();
      await page.page.mouse.move(5, 5);
    });
    expect(samples.problems).toEqual([]);
    await eventually('no records', () => living(page), (all) => all.length === 0, 10);
  });
});
