import { describe, expect, it } from 'vitest';
import type { QaPage, Remote } from '../../qa/browsers/browser.ts';
import type { BadgeSamples } from '../support/badge-samples.ts';
import { eventually, living } from '../support/eventually.ts';
import type { FeedView } from '../support/feed-view.ts';

/** While the player is somewhere else, its advertisement ends. */
async function nextVideo({ stage }: FeedView, page: QaPage): Promise<void> {
  await page.evaluate(() => {
    const { window: own } = (globalThis as unknown as { documentPictureInPicture: { window: Window | null } })
      .documentPictureInPicture;
    ((own ?? window).document.querySelector('#skip') as HTMLElement).click();
  }, null);
  await stage.labelled(page, 'unsigned', 'first-content');
}

/** Waits until it is so in the page. */
const until = (page: QaPage, what: string, ask: Remote<null, boolean>): Promise<boolean> =>
  eventually(what, () => page.evaluate(ask, null), Boolean, 10);

async function leaveFullscreen(page: QaPage): Promise<void> {
  await page.evaluate(() => document.exitFullscreen(), null);
  await until(page, 'no fullscreen', () => document.fullscreenElement === null);
}

/** Both videos were seen with their badge, and none with another's. What the page itself shifts is its own. */
function expectWhole({ problems, shifts, labelled }: BadgeSamples): void {
  const ours = shifts.filter((shift) => shift.includes('WHENCE-BADGE'));
  expect([...problems, ...ours]).toEqual([]);
  expect(Object.keys(labelled).toSorted()).toEqual(['trusted-ai-generated', 'unsigned']);
}

/** A player that fills the screen, or leaves its page. */
export function feedWindowTests(view: () => FeedView): void {
  const open = async (): Promise<QaPage> => {
    const page = await view().open('/player.html');
    await view().stage.labelled(page, 'trusted-ai-generated', 'first-advertisement');
    return page;
  };

  describe('fullscreen', () => {
    it('of the player keeps the badge on the video', async () => {
      const page = await open();
      const samples = await view().sampled(async () => {
        await page.click('#whole');
        await until(page, 'fullscreen', () => document.fullscreenElement?.localName === 'div');
        await nextVideo(view(), page);
        await leaveFullscreen(page);
      });
      expectWhole(samples);
    });

    it('of the bare video lifts the badge above it', async () => {
      const page = await open();
      // Nothing of the page itself moves when its video leaves its place: what shifts is ours.
      await page.evaluate(() => {
        const player = document.querySelector('#player') as HTMLElement;
        player.style.height = `${player.offsetHeight}px`;
        document.querySelector('.post + .post')?.remove();
      }, null);
      const samples = await view().sampled(async () => {
        await page.evaluate(() => {
          const video = document.querySelector('#player video') as HTMLVideoElement;
          video.onclick = () => void video.requestFullscreen();
        }, null);
        await page.click('#player video');
        await until(page, 'fullscreen', () => document.fullscreenElement?.localName === 'video');
        await nextVideo(view(), page);
        const record = (await living(page)).find(({ subject }) => subject.url.endsWith('first-content'));
        expect(record?.badge).toMatchObject({ present: true, visible: true });
        await leaveFullscreen(page);
      });
      expectWhole(samples);
      expect(samples.shifts).toEqual([]);
    });
  });

  describe('picture-in-picture', () => {
    it('leaves the badge of the video where the video was', async () => {
      const page = await open();
      const samples = await view().sampled(async () => {
        await page.click('#float');
        await until(page, 'the small window', () => document.pictureInPictureElement !== null);
        await nextVideo(view(), page);
        await page.evaluate(() => document.exitPictureInPicture(), null);
      });
      expectWhole(samples);
    });

    it('takes the badge of a player along into its own window, and back', async () => {
      const page = await open();
      const samples = await view().sampled(async () => {
        await page.click('#window');
        await until(page, 'the badge in that window', () => {
          const { window: own } = (
            globalThis as unknown as { documentPictureInPicture: { window: Window | null } }
          ).documentPictureInPicture;
          return own?.document.querySelector('#player whence-badge') != null;
        });
        await nextVideo(view(), page);
        await page.evaluate(() => {
          (
            globalThis as unknown as { documentPictureInPicture: { window: Window } }
          ).documentPictureInPicture.window.close();
        }, null);
        await until(
          page,
          'the badge in the page again',
          () => document.querySelector('#player whence-badge') !== null,
        );
      });
      expectWhole(samples);
      expect(await living(page)).toHaveLength(2);
    });
  });
}
