import { describe, expect, it } from 'vitest';
import type { QaPage, ShownRecord } from '../../qa/browsers/browser.ts';
import { eventually, living } from '../support/eventually.ts';
import type { FeedView } from '../support/feed-view.ts';

/** As the pages have it (test/fixtures/feeds/play.js): signed and unsigned posts alternate. */
const SIGNED = ['trusted-ai-generated', 'trusted-ai-edited', 'trusted-plain'];
const fixtureOf = (post: number): string => (post % 2 === 1 ? 'unsigned' : (SIGNED[(post / 2) % 3] ?? ''));

/** Feeds that make, move and re-use their elements as the viewer goes on. */
export function feedTests(view: () => FeedView): void {
  const labelled = (page: QaPage, post: number) => view().stage.labelled(page, fixtureOf(post), String(post));

  describe('an endless list that uses its elements again', () => {
    it.each(['/list.html', '/list.html?static'])(
      'never shows what was said of the post before: %s',
      async (path) => {
        const page = await view().open(path);
        const samples = await view().sampled(async () => {
          await labelled(page, 0);
          await page.evaluate(async () => {
            while (scrollY < 10 * 440) {
              scrollBy(0, 55);
              await new Promise(requestAnimationFrame);
            }
          }, null);
          // From signed to unsigned and back in the same elements, in view all the time.
          for (const post of [10, 45, 80, 35, 0]) {
            await page.evaluate((to) => scrollTo(0, to * 440), post);
            await labelled(page, post);
          }
        });
        expect([...samples.problems, ...samples.shifts]).toEqual([]);
        expect(Object.keys(samples.labelled)).toEqual(expect.arrayContaining(['unsigned', ...SIGNED]));
      },
    );

    it('keeps each answer with its post', async () => {
      const page = await view().open('/list.html');
      await page.evaluate(async () => {
        for (let post = 0; post < 60; post += 7) {
          scrollTo(0, post * 440);
          await new Promise((resolve) => setTimeout(resolve, 60));
        }
      }, null);
      await labelled(page, 56);
      const ended = async () => (await living(page)).filter(({ state }) => state === 'done');
      const wordsOf = ({ subject }: ShownRecord): string =>
        view().stage.words[fixtureOf(Number(new URL(subject.url).searchParams.get('post')))] ?? '?';
      // What was decided last is told to the badge a moment later.
      const records = await eventually('badges that say so', ended, (all) =>
        all.every((record) => record.badge?.name.includes(wordsOf(record))),
      );
      expect(records.length).toBeGreaterThan(0);
      expect((await living(page)).length).toBeLessThanOrEqual(5);
      for (const { subject, verdict } of records) {
        const { pathname, searchParams } = new URL(subject.url);
        const fixture = fixtureOf(Number(searchParams.get('post')));
        expect(pathname).toBe(`/media/${fixture}.mp4`);
        const { fixtures } = view().session.fixtures;
        const expected = fixtures.find(({ name }) => name === fixture)?.expected.label;
        expect([fixture, verdict.label]).toEqual([fixture, expected]);
      }
    });
  });

  describe('a snap feed with one player', () => {
    it('takes the badge along, and nothing of what it said', async () => {
      const page = await view().open('/snap.html');
      const { problems, shifts } = await view().sampled(async () => {
        for (const item of [0, 1, 2, 3, 2, 1, 0]) {
          await page.evaluate((to) => {
            document.querySelector('#snap')?.scrollTo({ top: to * innerHeight, behavior: 'smooth' });
          }, item);
          await labelled(page, item);
        }
      });
      expect([...problems, ...shifts]).toEqual([]);
    });
  });

  describe('a grid with previews under the pointer', () => {
    it('labels each preview, and leaves nothing behind', async () => {
      const page = await view().open('/grid.html');
      const hover = (tile: number) => page.hover(`[data-index="${tile}"]`);
      const { problems, shifts } = await view().sampled(async () => {
        for (const tile of [0, 1, 2, 3]) {
          await hover(tile);
          await labelled(page, tile);
        }
        for (let tile = 0; tile < 20; tile++) await hover(tile % 8);
        await page.hover('.bar');
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
      const page = await view().open('/player.html');
      const { labelled: wait } = view().stage;
      const samples = await view().sampled(async () => {
        await wait(page, 'trusted-ai-generated', 'first-advertisement');
        await page.click('#skip');
        await wait(page, 'unsigned', 'first-content');
        await page.evaluate(() => {
          const { start } = globalThis as unknown as { start(...args: string[]): void };
          start('unsigned', 'trusted-plain', 'second');
          return document.querySelector('video')?.play();
        }, null);
        await wait(page, 'trusted-plain', 'second-content');
      });
      expect([...samples.problems, ...samples.shifts]).toEqual([]);
      expect(Object.keys(samples.labelled)).toEqual(
        expect.arrayContaining(['trusted-ai-generated', 'trusted-plain']),
      );
      expect(await living(page)).toHaveLength(2);
    });
  });
}
