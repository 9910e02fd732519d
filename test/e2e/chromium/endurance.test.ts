import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { watchWholePage } from '../../qa/verify/watch-page.ts';
import { extensionMemory, killWorker } from '../support/chromium-process.ts';
import { decided, eventually, living } from '../support/eventually.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

const MOST_MEMORY = 800 * 1024 * 1024;

let session: Session<ChromiumBrowser>;

beforeAll(async () => {
  session = await openChromiumSession({ size: { width: 1280, height: 1200 } });
});
afterAll(() => session?.close());

describe('the worker', () => {
  it('may be killed in the middle of ten videos, and none is lost', async () => {
    const page = await session.browser.openPage();
    await page.goto(`${session.feed.origin}/grid?n=10`, 20_000);
    await eventually(
      'work under way',
      () => living(page),
      (records) => records.length === 10 && records.some(({ verdict }) => verdict.final),
    );
    const before = (await living(page)).filter(({ verdict }) => !verdict.final).length;
    await killWorker(session.browser);
    const records = await decided(page, 10);
    expect(before).toBeGreaterThan(0);
    expect(records.map(({ verdict }) => verdict.label)).not.toContain('checking');
    await page.close();
  });
});

describe('two hundred videos on one page', () => {
  let page: ChromiumPage;
  let highest = 0;
  let before: Counts;

  beforeAll(async () => {
    page = await session.browser.openPage();
    await page.goto(`${session.feed.origin}/spa`, 20_000);
    await decided(page, 1);
    await page.evaluate(() => (document.querySelector('#videos') as HTMLElement).replaceChildren(), null);
    await eventually(
      'an empty page',
      () => living(page),
      (records) => records.length === 0,
    );
    before = await counts(page);
  });

  it('are all decided, within the memory that is allowed', async () => {
    await page.evaluate(
      (fixtures) => {
        const holder = document.querySelector('#videos') as HTMLElement;
        Object.assign(holder.style, { display: 'grid', gridTemplateColumns: 'repeat(4, 150px)', gap: '8px' });
        for (let index = 0; index < 200; index++) {
          const cell = document.createElement('div');
          const video = document.createElement('video');
          Object.assign(cell.style, { position: 'relative', width: '150px', height: '150px' });
          Object.assign(video.style, { width: '150px', height: '150px' });
          Object.assign(video, { controls: true, muted: true, preload: 'metadata' });
          video.src = `/media/${fixtures[index % fixtures.length]}.mp4?v=${index}`;
          cell.append(video);
          holder.append(cell);
        }
      },
      ['unsigned', 'trusted-ai-generated', 'trusted-captured', 'tampered', 'time-stamped'],
    );
    const watched = new AbortController();
    const sampling = (async () => {
      while (!watched.signal.aborted) {
        highest = Math.max(highest, (await extensionMemory(session.browser)).now);
        await wait(500);
      }
    })();
    const { records, errors } = await watchWholePage(page, Date.now() + 240_000);
    watched.abort();
    await sampling;
    expect(errors).toEqual([]);
    expect(records).toHaveLength(200);
    const { peak } = await extensionMemory(session.browser);
    console.log(
      `extension process: ${Math.round(highest / 2 ** 20)} MiB, highest ever ${Math.round(peak / 2 ** 20)} MiB`,
    );
    expect(highest).toBeLessThanOrEqual(MOST_MEMORY);
    expect(peak).toBeLessThanOrEqual(MOST_MEMORY);
  }, 300_000);

  it('leave nothing behind when they go', async () => {
    await page.evaluate(() => (document.querySelector('#videos') as HTMLElement).replaceChildren(), null);
    await eventually(
      'no records',
      () => living(page),
      (records) => records.length === 0,
    );
    await eventually(
      'no badges',
      () => page.evaluate(() => document.querySelectorAll('whence-badge').length, null),
      (count) => count === 0,
    );
    const after = await eventually(
      'what was there before',
      () => counts(page),
      (now) => now.listeners <= before.listeners + 4 && now.nodes <= before.nodes + 100,
      30,
    );
    expect(after.listeners).toBeLessThanOrEqual(before.listeners + 4);
    await page.close();
  });
});

interface Counts {
  listeners: number;
  nodes: number;
}

/** Listeners and nodes that are alive in the page's process after a collection of garbage. */
async function counts({ page }: ChromiumPage): Promise<Counts> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { listeners: of('JSEventListeners'), nodes: of('Nodes') };
}
