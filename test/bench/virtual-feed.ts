import { setTimeout as wait } from 'node:timers/promises';
import type { ChromiumBrowser } from '../qa/browsers/chromium.ts';
import { type EngineCost, watchEngine } from './engine-watch.ts';
import { type MainThread, recordMainThread } from './main-thread.ts';

/** Pixels a second: a row is in view for a little more than a second. */
const SPEED = 850;

export interface FeedCost {
  /** Posts that stayed at least a second in the window. */
  stayed: number;
  /** Of these, the decided ones, and the ones whose verdict was there before they left again. */
  decided: number;
  decidedInView: number;
  /** The other ones, and how long each was in view, ms. */
  undecided: { post: number; inView: number }[];
  thread: MainThread;
  /** Sum of layout shifts. */
  shift: number;
  longestGap: number;
  /** Null without the extension. */
  engine: EngineCost | null;
}

interface InPage {
  seen: Map<number, [number, number]>;
  shift: number;
  scrolled(speed: number): Promise<number>;
}

/** Scrolls a virtualised feed of `count` videos, which re-uses its elements, from end to end. */
export async function virtualFeed(
  browser: ChromiumBrowser,
  origin: string,
  count: number,
): Promise<FeedCost> {
  const page = await browser.openPage();
  await page.page.addInitScript(inPage);
  await page.goto(`${origin}/virtual?n=${count}`, 60_000);
  await wait(1500);
  const engineOver = browser.extensionRoot ? await watchEngine(browser, page) : null;
  const threadOver = await recordMainThread(page);
  const longestGap = await page.evaluate((speed) => (globalThis as unknown as InPage).scrolled(speed), SPEED);
  await wait(3000);
  const thread = await threadOver();
  const engine = engineOver ? await engineOver() : null;
  const {
    seen,
    shift,
    origin: since,
  } = await page.evaluate(() => {
    const { seen: posts, shift: sum } = globalThis as unknown as InPage;
    return { seen: [...posts], shift: sum, origin: performance.timeOrigin };
  }, null);
  await page.close();
  const stayed = seen.filter(([, [from, to]]) => to - from >= 1000);
  const when = (index: number): number | undefined =>
    [...(engine?.decided ?? [])].find(([url]) => url.endsWith(`?post=${index}`))?.[1];
  const times = new Map(stayed.map(([index]) => [index, when(index)]));
  const inTime = stayed.filter(([index, [, to]]) => (times.get(index) ?? Infinity) <= since + to);
  const undecided = stayed
    .filter(([index]) => times.get(index) === undefined)
    .map(([post, [from, to]]) => ({ post, inView: Math.round(to - from) }));
  return {
    stayed: stayed.length,
    decided: stayed.length - undecided.length,
    decidedInView: inTime.length,
    undecided,
    ...{ thread, shift, longestGap, engine },
  };
}

/** Runs in the page before anything else. */
function inPage(): void {
  const here = globalThis as unknown as InPage;
  here.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) here.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  here.scrolled = (speed) =>
    new Promise((resolve) => {
      const begun = performance.now();
      let last = begun;
      let longest = 0;
      const step = (): void => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        scrollTo({ top: ((now - begun) / 1000) * speed, behavior: 'instant' });
        if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) requestAnimationFrame(step);
        else resolve(longest);
      };
      requestAnimationFrame(step);
    });
}
