import type { QaPage } from '../../qa/browsers/browser.ts';
import type { FeedStage } from './feed-stage.ts';

/** As the pages have it (test/fixtures/feeds/play.js): signed and unsigned posts alternate. */
const SIGNED = ['trusted-ai-generated', 'trusted-ai-edited', 'trusted-plain'];
export const fixtureOf = (post: number): string =>
  post % 2 === 1 ? 'unsigned' : (SIGNED[(post / 2) % 3] ?? '');

/** What a viewer does on one of the pages; each step waits until the badge says what is true. */
export type Act = (page: QaPage, stage: FeedStage) => Promise<void>;

const labelled = (page: QaPage, { labelled: wait }: FeedStage, post: number) =>
  wait(page, fixtureOf(post), String(post));

/** Scrolls along a list, then jumps: from signed to unsigned posts and back in the same elements, in view all the time. */
export const readList: Act = async (page, stage) => {
  await labelled(page, stage, 0);
  await page.evaluate(async () => {
    while (scrollY < 10 * 440) {
      scrollBy(0, 55);
      await new Promise(requestAnimationFrame);
    }
  }, null);
  for (const post of [10, 45, 80, 35, 0]) {
    await page.evaluate((to) => scrollTo(0, to * 440), post);
    await labelled(page, stage, post);
  }
};

export const readSnap: Act = async (page, stage) => {
  for (const item of [0, 1, 2, 3, 2, 1, 0]) {
    await page.evaluate((to) => {
      document.querySelector('#snap')?.scrollTo({ top: to * innerHeight, behavior: 'smooth' });
    }, item);
    await labelled(page, stage, item);
  }
};

/** Leaves the tile before, if any, and enters this one; null leaves only. */
const hover = (page: QaPage, tile: number | null): Promise<void> =>
  page.evaluate((index) => {
    for (const one of document.querySelectorAll('.tile:has(video)'))
      one.dispatchEvent(new PointerEvent('pointerleave'));
    document.querySelector(`[data-index="${index}"]`)?.dispatchEvent(new PointerEvent('pointerenter'));
  }, tile);

export const hoverOverGrid: Act = async (page, stage) => {
  for (const tile of [0, 1, 2, 3]) {
    await hover(page, tile);
    await labelled(page, stage, tile);
  }
  for (let tile = 0; tile < 20; tile++) await hover(page, tile % 8);
  await hover(page, null);
};

/** An advertisement that is skipped, and one that plays to its end. */
export const watchAdvertisements: Act = async (page, stage) => {
  await stage.labelled(page, 'trusted-ai-generated', 'first-advertisement');
  await page.evaluate(() => (document.querySelector('#skip') as HTMLElement).click(), null);
  await stage.labelled(page, 'unsigned', 'first-content');
  await page.evaluate(() => {
    const { start } = globalThis as unknown as { start(...args: string[]): void };
    start('unsigned', 'trusted-plain', 'second');
    return document.querySelector('video')?.play();
  }, null);
  await stage.labelled(page, 'trusted-plain', 'second-content');
};

/** Components of every kind, one of which is defined late and one of which plays something else after a while. */
export const openComponents: Act = async (page, stage) => {
  await stage.labelled(page, 'trusted-ai-generated', 'declared');
  await stage.labelled(page, 'unsigned', 'inner-player');
  await stage.labelled(page, 'trusted-ai-edited', 'slotted');
  await page.evaluate(() => (globalThis as unknown as { defineLate(): void }).defineLate(), null);
  await stage.labelled(page, 'trusted-plain', 'late-player');
  await page.evaluate(() => {
    const player = document.querySelector('outer-player') as unknown as { swap(fixture: string): void };
    player.swap('trusted-ai-generated');
  }, null);
  await stage.labelled(page, 'trusted-ai-generated', 'inner-player-again');
};
