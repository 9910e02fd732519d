import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACEMENTS, type Spot } from '../../fixtures/feed/placements.ts';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { type Watched, watchWholePage } from '../../qa/verify/watch-page.ts';
import { eventually } from '../support/eventually.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let page: ChromiumPage;
let watched: Watched;

interface Page {
  shifts: number[];
  videoOf(name: string): HTMLVideoElement;
  /** What takes a click in that corner of the video, and what of the page the badge takes it from. */
  inCorner(name: string, spot: Spot): string;
}

/** Runs in the page before anything else. */
function watching(): void {
  const shifts: number[] = [];
  const videoOf = (name: string): HTMLVideoElement => {
    const section = document.getElementById(name);
    const root = section?.querySelector('static-player')?.shadowRoot;
    const video = (root ?? section)?.querySelector('video');
    if (!video) throw new Error(`no video in ${name}`);
    return video;
  };
  const inCorner = (name: string, spot: Spot): string => {
    const video = videoOf(name);
    const { left, right, top } = video.getBoundingClientRect();
    const root = video.getRootNode() as Document | ShadowRoot;
    const at = (x: number, y: number) => root.elementFromPoint(x, y)?.localName ?? 'nothing';
    const clear = document.getElementById(name)?.querySelectorAll('[data-keep-clear]') ?? [];
    const taken = [...clear].filter((element) => {
      const box = element.getBoundingClientRect();
      return [1, box.width / 2, box.width - 1].some(
        (x) => at(box.left + x, (box.top + box.bottom) / 2) === 'whence-badge',
      );
    });
    const place = at(
      spot === 'top-left' ? left + 20 : right - 20,
      top + (spot === 'beneath-right' ? 60 : 20),
    );
    return [place, ...taken.map(({ textContent }) => textContent)].join(' over ');
  };
  Object.assign(globalThis, { page: { shifts, videoOf, inCorner } });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
  }).observe({ type: 'layout-shift', buffered: true });
}

beforeAll(async () => {
  session = await openChromiumSession({ settings: { mode: 'viewer' } });
  page = await session.browser.openPage();
  await page.page.addInitScript(watching);
  await page.goto(`${session.feed.origin}/placements`, 30_000);
  watched = await watchWholePage(page, Date.now() + 60_000);
});
afterAll(() => session?.close());

const show = (name: string): Promise<void> =>
  page.evaluate((of) => {
    const { page: here } = globalThis as unknown as { page: Page };
    here.videoOf(of).scrollIntoView({ block: 'center', behavior: 'instant' });
  }, name);

type Place = readonly [name: string, spot: Spot];

const inCorner = (place: Place): Promise<string> =>
  page.evaluate(([of, spot]) => (globalThis as unknown as { page: Page }).page.inCorner(of, spot), place);

/** What lies in the corner in each painted frame while the page, and what scrolls in it, is scrolled. */
const whileScrolling = (place: Place): Promise<string[]> =>
  page.evaluate(([of, spot]) => {
    const { page: here } = globalThis as unknown as { page: Page };
    const scroller = document.getElementById(of)?.querySelector('.scroller');
    return new Promise<string[]>((resolve) => {
      const seen: string[] = [];
      const step = (): void => {
        seen.push(here.inCorner(of, spot));
        const by = seen.length % 6 < 3 ? 23 : -23;
        (seen.length % 2 && scroller ? scroller : document.documentElement).scrollBy({
          top: by,
          behavior: 'instant',
        });
        if (seen.length < 24) requestAnimationFrame(step);
        else resolve(seen);
      };
      requestAnimationFrame(step);
    });
  }, place);

/** The same after the page has changed the layout around the video, as painted in the next frames. */
const afterChanges = (place: Place): Promise<string[]> =>
  page.evaluate(async ([of, spot]) => {
    const { page: here } = globalThis as unknown as { page: Page };
    const video = here.videoOf(of);
    const frames = (): Promise<unknown> =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const seen: string[] = [];
    const change = async (act: () => void): Promise<void> => {
      act();
      await frames();
      seen.push(here.inCorner(of, spot));
    };
    const spacer = document.createElement('div');
    spacer.style.cssText = 'flex: none; height: 36px';
    await change(() => document.getElementById(of)?.prepend(spacer));
    await change(() => video.before(spacer));
    await change(() => video.style.setProperty('width', '300px'));
    await change(() => video.style.setProperty('height', '150px'));
    await change(() => spacer.remove());
    return seen;
  }, place);

describe('the place of a badge', () => {
  it('is found however the page holds its videos', () => {
    expect(watched.errors).toEqual([]);
    expect(watched.records).toHaveLength(PLACEMENTS.length);
  });

  it('shifts nothing, however the page holds its videos', async () => {
    expect(await page.evaluate(() => (globalThis as unknown as { page: Page }).page.shifts, null)).toEqual(
      [],
    );
  });

  for (const [name, spot] of PLACEMENTS)
    it(`is the corner of its video in every painted frame: ${name}, ${spot}`, async () => {
      await show(name);
      await eventually(
        'the badge in its corner',
        () => inCorner([name, spot]),
        (found) => found === 'whence-badge',
        10,
      );
      const seen = await whileScrolling([name, spot]);
      expect(new Set(seen)).toEqual(new Set(['whence-badge']));
      expect(new Set(await afterChanges([name, spot]))).toEqual(new Set(['whence-badge']));
    });
});
