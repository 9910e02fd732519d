import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { eventually, isShown, living } from '../support/eventually.ts';
import { type HtmlSite, startHtmlSite } from '../support/html-site.ts';
import { LIVE_PAGES, WORKER_PAGE } from '../support/live-pages.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let site: HtmlSite;

beforeAll(async () => {
  session = await openChromiumSession();
  site = await startHtmlSite({ ...LIVE_PAGES, ...WORKER_PAGE }, session.fixtures.dir);
});
afterAll(async () => {
  await session?.close();
  await site?.close();
});

/** The record of the video that the page shows, and what was asked of the server meanwhile. */
async function watch(path: string) {
  site.requests.length = 0;
  const page = await session.browser.openPage();
  await page.goto(`${site.origin}${path}`, 20_000);
  const [record] = await eventually(
    `the verdict of ${path}`,
    async () => (await living(page)).filter(({ subject }) => !subject.url.startsWith('http')),
    ([one]) => one !== undefined && isShown(one),
  );
  await page.close();
  return { record, requests: [...site.requests] };
}

describe('a video that plays a live stream', () => {
  it.each(Object.keys(LIVE_PAGES))('of %s says so, and asks for nothing', async (path) => {
    const { record, requests } = await watch(path);
    expect(record?.subject.url).toBe('mediastream:');
    expect(record?.verdict.label).toBe('could-not-check');
    expect(record?.verdict.words.subs).toEqual([{ key: 'reason_live', subs: [] }]);
    expect(record?.labelText).toBe("Couldn't check: live stream");
    expect(record?.bytes).toBe(0);
    const own = requests.filter((one) => one !== '/favicon.ico');
    expect(new Set(own)).toEqual(new Set(path === '/element' ? [path, '/media/unsigned.mp4'] : [path]));
  });
});

it('names what it cannot reach where the Media Source lives in a worker', async () => {
  const { record } = await watch('/worker');
  expect(record?.subject.url).toBe('blob:');
  expect(record?.verdict.words.subs).toEqual([{ key: 'reason_stream', subs: [] }]);
});
