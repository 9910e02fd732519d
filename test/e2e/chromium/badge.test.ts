import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { type AccessibleNode, accessibleNodes } from '../support/accessibility.ts';
import { decided, eventually } from '../support/eventually.ts';
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

const tree = (): Promise<AccessibleNode[]> => accessibleNodes(page.page);
const badgeIn = (nodes: AccessibleNode[], words: string): AccessibleNode | undefined =>
  nodes.find(({ role, name }) => role === 'button' && name.includes(words));

describe('the badge', () => {
  it('is a button that is named by the label', async () => {
    await page.goto(`${session.feed.origin}/one?fixture=trusted-ai-generated`, 20_000);
    const [record] = await decided(page, 1);
    expect(record?.labelText).toBe('AI-generated');
    const badge = badgeIn(await tree(), 'AI-generated');
    expect(badge).toMatchObject({ role: 'button', expanded: false });
    expect(record?.badge).toMatchObject({ present: true, visible: true, name: badge?.name });
  });

  it('lies within its video, at the top', async () => {
    await page.goto(`${session.feed.origin}/one?fixture=trusted-plain`, 20_000);
    const [record] = await decided(page, 1);
    const video = await page.evaluate(() => {
      const { left, top, right, bottom } =
        document.querySelector('video')?.getBoundingClientRect() ?? new DOMRect();
      return { left, top, right, bottom };
    }, null);
    const [x = 0, y = 0, width = 0, height = 0] = record?.badge?.box ?? [];
    expect(x).toBeGreaterThanOrEqual(video.left);
    expect(x + width).toBeLessThanOrEqual(video.right + 0.5);
    expect(y).toBeGreaterThanOrEqual(video.top);
    expect(y + height).toBeLessThan((video.top + video.bottom) / 2);
  });

  it('is reached by keyboard, opens its card, and closes it again', async () => {
    await page.goto(`${session.feed.origin}/one?fixture=trusted-ai-generated`, 20_000);
    await decided(page, 1);
    await eventually(
      'focus on the badge',
      async () => {
        await page.page.keyboard.press('Tab');
        return badgeIn(await tree(), 'AI-generated')?.focused ?? false;
      },
      (focused) => focused,
      20,
    );
    await page.page.keyboard.press('Enter');
    const open = await eventually(
      'the card',
      tree,
      (nodes) => badgeIn(nodes, 'AI-generated')?.expanded === true,
      10,
    );
    const text = open.map(({ name }) => name).join('\n');
    const { issuer } =
      session.fixtures.fixtures.find(({ name }) => name === 'trusted-ai-generated')?.expected ?? {};
    expect(text).toContain(issuer);
    expect(text).toContain('Whence Demo Video Model');
    await page.page.keyboard.press('Escape');
    const closed = await eventually(
      'no card',
      tree,
      (nodes) => badgeIn(nodes, 'AI-generated')?.expanded === false,
      10,
    );
    expect(badgeIn(closed, 'AI-generated')?.focused).toBe(true);
  });

  it('shifts nothing', async () => {
    await page.page.addInitScript(() => {
      Object.assign(globalThis, { shifts: [] as number[] });
      new PerformanceObserver((list) => {
        const { shifts } = globalThis as unknown as { shifts: number[] };
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${session.feed.origin}/grid?n=12`, 20_000);
    await decided(page, 12);
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts, null)).toEqual(
      [],
    );
  });

  it('stays on a video in fullscreen', async () => {
    await page.goto(`${session.feed.origin}/one?fixture=trusted-captured`, 20_000);
    await decided(page, 1);
    await page.page.locator('video').click({ position: { x: 40, y: 60 } });
    await page.page.locator('video').evaluate((video) => video.requestFullscreen());
    // Everything beside a video in fullscreen lies under it, but for what is opened into the top layer after it.
    const opened = (): Promise<{ open: boolean; width: number }> =>
      page.evaluate(() => {
        const host = document.querySelector('whence-badge');
        const open = host?.matches(':popover-open') ?? false;
        return { open, width: host?.getBoundingClientRect().width ?? 0 };
      }, null);
    const { width } = await eventually('the badge on top', opened, ({ open }) => open, 20);
    expect(width).toBe(await page.evaluate(() => innerWidth, null));
    await page.page.evaluate(() => document.exitFullscreen());
  });

  it('says that a hidden badge is not visible', async () => {
    await page.goto(`${session.feed.origin}/one?fixture=trusted-captured`, 20_000);
    await decided(page, 1);
    await page.page.addStyleTag({
      content: '.media { overflow: hidden } video { display: none !important }',
    });
    await eventually(
      'no visible badge',
      async () => (await page.records())[0]?.badge?.visible,
      (visible) => visible === false,
      20,
    );
  });
});
