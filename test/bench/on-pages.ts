import { setTimeout as wait } from 'node:timers/promises';
import type { ShownRecord } from '../qa/browsers/browser.ts';
import type { ChromiumBrowser, ChromiumPage } from '../qa/browsers/chromium.ts';
import { watchWholePage } from '../qa/verify/watch-page.ts';

export interface LabelTimes {
  /** From visible to the first label and to the final one, in ms; 0 where it was there before. */
  first: number[];
  final: number[];
}

/** Scrolls a page of videos at a reader's pace and compares when each came into view with when it was labelled. */
export async function labelTimes(browser: ChromiumBrowser, url: string): Promise<LabelTimes> {
  const page = await browser.openPage();
  await page.page.addInitScript(noteFirstSight);
  await page.goto(url, 30_000);
  await scrollSlowly(page);
  const { records } = await watchWholePage(page, Date.now() + 120_000);
  const seen = await page.evaluate(
    () => (globalThis as unknown as { firstSight: Record<string, number> }).firstSight,
    null,
  );
  await page.close();
  const since = (time: (record: ShownRecord) => number | null): number[] =>
    records.flatMap((record) => {
      const visible = seen[record.subject.url];
      const labelled = time(record);
      return visible === undefined || labelled === null ? [] : [Math.max(0, labelled - visible)];
    });
  return { first: since(({ timings }) => timings.firstLabel), final: since(({ timings }) => timings.final) };
}

/** Runs in the page before anything else. */
function noteFirstSight(): void {
  const firstSight: Record<string, number> = {};
  Object.assign(globalThis, { firstSight });
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) firstSight[(target as HTMLVideoElement).src] ??= performance.now();
  });
  addEventListener('DOMContentLoaded', () => {
    for (const video of document.querySelectorAll('video')) observer.observe(video);
  });
}

async function scrollSlowly(page: ChromiumPage): Promise<void> {
  const down = (): boolean => {
    const before = scrollY;
    scrollBy({ top: 120, behavior: 'instant' });
    return scrollY > before;
  };
  do await wait(150);
  while (await page.evaluate(down, null));
}

export interface ScrollCost {
  /** Work of the page's main thread in ms, and the part of it that was script and layout. */
  task: number;
  script: number;
  layout: number;
  /** Longest gap between two frames, ms. */
  longestGap: number;
}

/**
 * What scrolling from top to bottom costs the page's main thread, 60 px a frame: the first time, while
 * videos are found and checked, and once more when everything is decided.
 */
export async function scrollCosts(
  browser: ChromiumBrowser,
  url: string,
): Promise<{ first: ScrollCost; again: ScrollCost }> {
  const page = await browser.openPage();
  await page.goto(url, 30_000);
  await wait(2000);
  const session = await page.page.context().newCDPSession(page.page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (): Promise<(name: string) => number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (name) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
  };
  const pass = async (): Promise<ScrollCost> => {
    const before = await read();
    const longestGap = await page.evaluate(scrollThrough, null);
    const after = await read();
    const spent = (name: string): number => after(name) - before(name);
    return {
      task: spent('TaskDuration'),
      script: spent('ScriptDuration'),
      layout: spent('LayoutDuration') + spent('RecalcStyleDuration'),
      longestGap,
    };
  };
  const first = await pass();
  if (browser.extensionRoot) await watchWholePage(page, Date.now() + 120_000);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }), null);
  await wait(2000);
  const again = await pass();
  await session.detach();
  await page.close();
  return { first, again };
}

function scrollThrough(): Promise<number> {
  return new Promise((resolve) => {
    let longest = 0;
    let last = performance.now();
    const step = (): void => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      const before = scrollY;
      scrollBy({ top: 60, behavior: 'instant' });
      if (scrollY > before) requestAnimationFrame(step);
      else resolve(longest);
    };
    requestAnimationFrame(step);
  });
}
