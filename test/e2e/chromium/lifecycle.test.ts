import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { brief, decided, eventually, living } from '../support/eventually.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let page: ChromiumPage;

beforeAll(async () => {
  session = await openChromiumSession();
});
afterAll(() => session?.close());

beforeEach(async () => {
  await page?.close();
  page = await session.browser.openPage();
});

const open = (path: string): Promise<void> => page.goto(session.feed.origin + path, 20_000);
/** Calls one of the page's own functions, see `spa.js`. */
const spa = (name: string, ...args: string[]): Promise<void> =>
  page.evaluate(
    (call) => {
      const { spa: functions } = globalThis as unknown as {
        spa: Record<string, (...args: string[]) => void>;
      };
      functions[call.name]?.(...call.args);
    },
    { name, args },
  );
const labels = async (count: number) => (await decided(page, count)).map((record) => record.verdict.label);
const badges = (): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('whence-badge').length, null);

describe('a single-page site', () => {
  beforeEach(() => open('/spa'));

  it('labels a video that comes late', async () => {
    expect(await labels(1)).toEqual(['nothing-found']);
    await spa('insert', 'trusted-ai-generated');
    expect((await labels(2)).toSorted()).toEqual(['ai-generated', 'nothing-found']);
  });

  it.each(['swap', 'swapSource'])('looks again when the element gets another source: %s', async (change) => {
    await labels(1);
    await spa(change, 'tampered');
    const shown = await eventually(
      'the new source',
      async () => (await living(page)).map(brief),
      ([only, ...more]) => more.length === 0 && only?.src === 'tampered.mp4' && only.state === 'done',
    );
    expect(shown.map(({ label }) => label)).toEqual(['credentials-invalid']);
  });

  it('follows a change of address without a new document', async () => {
    await labels(1);
    await spa('navigate', 'trusted-captured');
    const records = await eventually(
      'the next page',
      async () => (await living(page)).map(brief),
      ([only, ...more]) => more.length === 0 && only?.src === 'trusted-captured.mp4' && only.state === 'done',
    );
    expect(records.map(({ label }) => label)).toEqual(['camera-captured']);
    expect(await badges()).toBe(1);
  });

  it('keeps its verdict when the video moves to another place', async () => {
    await spa('insert', 'trusted-plain');
    await labels(2);
    await spa('move');
    expect((await labels(2)).toSorted()).toEqual(['credentials', 'nothing-found']);
    await eventually('two badges', badges, (count) => count === 2);
  });

  it('leaves nothing when the videos go', async () => {
    await spa('insert', 'trusted-plain');
    await labels(2);
    await spa('removeAll');
    await eventually(
      'no records',
      () => living(page),
      (records) => records.length === 0,
    );
    await eventually('no badges', badges, (count) => count === 0);
  });
});

describe('videos that nobody asked about', () => {
  it('wait, while the one that is watched is checked', async () => {
    await open('/decorative');
    const records = await eventually(
      'the watched video',
      () => living(page),
      (all) => all.some(({ subject, state }) => subject.url.includes('as=watched') && state === 'done'),
    );
    const asked = records.filter(({ state }) => state === 'done');
    expect(asked.map(({ subject }) => new URL(subject.url).search)).toEqual(['?as=watched']);
  });

  it('are checked when they come into view', async () => {
    await open('/decorative');
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight), null);
    await eventually(
      'the video far below',
      () => living(page),
      (all) => all.some(({ subject, state }) => subject.url.includes('as=far-below') && state === 'done'),
    );
  });
});

describe('the extension going away', () => {
  it('takes every badge with it', async () => {
    await open('/grid?n=6');
    await labels(6);
    await session.browser.extensionEval(async () => {
      const { settings } = await chrome.storage.local.get('settings');
      await chrome.storage.local.set({ settings: { ...(settings as object), enabled: false } });
    }, null);
    await eventually('no badges', badges, (count) => count === 0);
    await session.browser.extensionEval(async () => {
      const { settings } = await chrome.storage.local.get('settings');
      await chrome.storage.local.set({ settings: { ...(settings as object), enabled: true } });
    }, null);
    await eventually('the badges again', badges, (count) => count === 6);
  });
});
