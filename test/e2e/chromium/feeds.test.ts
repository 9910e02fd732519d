import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
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
});

const open = (path: string): Promise<void> => page.goto(stage.pages.origin + path, 20_000);
const sampled = (act: () => Promise<void>) => sampledIn(page.page, session.browser, stage.words, act);
const labelled = (fixture: string, mark: number | string) => stage.labelled(page, fixture, String(mark));
/** As the pages have it: signed and unsigned ones alternate. */
const SIGNED = ['trusted-ai-generated', 'trusted-ai-edited', 'trusted-plain'];
const fixtureOf = (post: number): string => (post % 2 === 1 ? 'unsigned' : (SIGNED[(post / 2) % 3] ?? ''));

describe('an endless list that uses its elements again', () => {
  it.each(['/list.html', '/list.html?static'])(
    'never shows what was said of the post before: %s',
    async (path) => {
      await open(path);
      const {
        problems,
        shifts,
        labelled: seen,
      } = await sampled(async () => {
        await labelled(fixtureOf(0), 0);
        await page.evaluate(async () => {
          while (scrollY < 10 * 440) {
            scrollBy(0, 55);
            await new Promise(requestAnimationFrame);
          }
        }, null);
        // From signed to unsigned and back in the same elements, in view all the time.
        for (const post of [10, 45, 80, 35, 0]) {
          await page.evaluate((to) => scrollTo(0, to * 440), post);
          await labelled(fixtureOf(post), post);
        }
      });
      expect([...problems, ...shifts]).toEqual([]);
      expect(Object.keys(seen)).toEqual(expect.arrayContaining(['unsigned', ...SIGNED]));
    },
  );

  it('keeps each answer with its post', async () => {
    await open('/list.html');
    await page.evaluate(async () => {
      for (let post = 0; post < 60; post += 7) {
        scrollTo(0, post * 440);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    }, null);
    await labelled(fixtureOf(56), 56);
    const records = await living(page);
    expect(records.length).toBeLessThanOrEqual(5);
    for (const { subject, verdict, badge } of records.filter(({ state }) => state === 'done')) {
      const { pathname, searchParams } = new URL(subject.url);
      const fixture = /([\w-]+)\.mp4$/.exec(pathname)?.[1] ?? '';
      expect(fixture).toBe(fixtureOf(Number(searchParams.get('post'))));
      const expected = session.fixtures.fixtures.find(({ name }) => name === fixture)?.expected.label;
      expect([fixture, verdict.label]).toEqual([fixture, expected]);
      expect(badge?.name).toContain(stage.words[fixture]);
    }
  });
});

describe('a snap feed with one player', () => {
  it('takes the badge along, and nothing of what it said', async () => {
    await open('/snap.html');
    const { problems, shifts } = await sampled(async () => {
      for (const item of [0, 1, 2, 3, 2, 1, 0]) {
        await page.evaluate((to) => {
          document.querySelector('#snap')?.scrollTo({ top: to * innerHeight, behavior: 'smooth' });
        }, item);
        await labelled(fixtureOf(item), item);
      }
    });
    expect([...problems, ...shifts]).toEqual([]);
  });
});

describe('a grid with previews under the pointer', () => {
  it('labels each preview, and leaves nothing behind', async () => {
    await open('/grid.html');
    const hover = (tile: number) => page.page.locator(`[data-index="${tile}"]`).hover();
    const { problems, shifts } = await sampled(async () => {
      for (const tile of [0, 1, 2, 3]) {
        await hover(tile);
        await labelled(fixtureOf(tile), tile);
      }
      for (let tile = 0; tile < 20; tile++) await hover(tile % 8);
      await page.page.mouse.move(5, 5);
    });
    expect([...problems, ...shifts]).toEqual([]);
    await eventually(
      'no records',
      () => living(page),
      (all) => all.length === 0,
      10,
    );
  });
});

describe('an advertisement before the video', () => {
  it('has a verdict of its own, and the video another', async () => {
    await open('/player.html');
    const {
      problems,
      shifts,
      labelled: seen,
    } = await sampled(async () => {
      await labelled('trusted-ai-generated', 'first-advertisement');
      await page.page.locator('#skip').click();
      await labelled('unsigned', 'first-content');
      await page.evaluate(() => {
        (globalThis as unknown as { start(...args: string[]): void }).start(
          'unsigned',
          'trusted-plain',
          'second',
        );
        return document.querySelector('video')?.play();
      }, null);
      await labelled('trusted-plain', 'second-content');
    });
    expect([...problems, ...shifts]).toEqual([]);
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(['trusted-ai-generated', 'trusted-plain']));
    expect(await living(page)).toHaveLength(2);
  });
});
