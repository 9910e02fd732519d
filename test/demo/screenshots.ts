import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startFeedServer } from '../fixtures/feed/server.ts';
import { makeFixtures } from '../fixtures/signing/make.ts';
import { ensureBuilt, ROOT } from '../qa/build.ts';
import type { BrowserOptions } from '../qa/browsers/browser.ts';
import { type ChromiumBrowser, type ChromiumPage, openChromium } from '../qa/browsers/chromium.ts';
import { watchWholePage } from '../qa/verify/watch-page.ts';

const FOLDER = join(ROOT, 'docs', 'images');
const PATIENCE_MS = 120_000;

/** The pictures of the README, from the built extension over the demo feed. */
mkdirSync(FOLDER, { recursive: true });
const extensionDir = await ensureBuilt('chromium', console.log);
const fixtures = await makeFixtures();
const feed = await startFeedServer({ fixturesDir: fixtures.dir });
try {
  await withBrowser({ size: { width: 1000, height: 720 } }, feedAndViews);
  await withBrowser({ size: { width: 390, height: 760 }, dark: true }, async (browser) => {
    await picture((await openFeed(browser)).page, 'phone-dark');
  });
} finally {
  await feed.close();
}

async function withBrowser(
  options: Pick<BrowserOptions, 'size' | 'dark'>,
  run: (browser: ChromiumBrowser) => Promise<void>,
): Promise<void> {
  const browser = await openChromium({ extensionDir, trust: fixtures.lists, ...options });
  try {
    await run(browser);
  } finally {
    await browser.close();
  }
}

async function feedAndViews(browser: ChromiumBrowser): Promise<void> {
  const { page, tabId } = await openFeed(browser);
  await picture(page, 'feed');
  await openFirstCard(page);
  await picture(page, 'card');
  const views = await browser.context.newPage();
  for (const [name, path, width, height] of [
    ['popup', `popup.html?tab=${tabId}`, 380, 600],
    ['options', 'options.html', 800, 900],
    ['welcome', 'welcome.html', 800, 640],
  ] as const) {
    await views.setViewportSize({ width, height });
    await views.goto(`${browser.extensionRoot}${path}`);
    await views.waitForTimeout(500);
    await picture(views, name);
  }
}

/** The feed with every verdict there, back at its top. */
async function openFeed(browser: ChromiumBrowser): Promise<ChromiumPage> {
  const tab = await browser.openPage();
  await tab.goto(`${feed.origin}/feed`, 30_000);
  await watchWholePage(tab, Date.now() + PATIENCE_MS);
  await tab.page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await tab.page.waitForTimeout(500);
  return tab;
}

/** With the mouse where the badge is: a closed root has no locator. */
async function openFirstCard(page: ChromiumPage['page']): Promise<void> {
  const box = await page.locator('video').first().boundingBox();
  if (!box) throw new Error('the feed has no video');
  await page.mouse.click(box.x + box.width - 40, box.y + 20);
  await page.waitForTimeout(500);
}

async function picture(page: ChromiumPage['page'], name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  console.log(`screenshots: ${path}`);
}
