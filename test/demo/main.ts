import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { POSTS } from '../fixtures/feed/posts.ts';
import { startFeedServer } from '../fixtures/feed/server.ts';
import { makeFixtures } from '../fixtures/signing/make.ts';
import { ensureBuilt, ROOT } from '../qa/build.ts';
import type { ShownRecord } from '../qa/browsers/browser.ts';
import { openChromium } from '../qa/browsers/chromium.ts';
import { formatTable, printable } from '../qa/table.ts';
import { watchWholePage } from '../qa/verify/watch-page.ts';

const SCREENSHOT = join(ROOT, '.cache', 'demo', 'feed.png');
const { DISPLAY, WAYLAND_DISPLAY, WHENCE_HEADLESS } = process.env;
const hasDisplay = Boolean(DISPLAY || WAYLAND_DISPLAY) || ['darwin', 'win32'].includes(process.platform);
const headed = hasDisplay && !WHENCE_HEADLESS;

const say = (line: string): void => console.log(`demo: ${line}`);

const extensionDir = await ensureBuilt('chromium', say);
say('making the videos, signed by our own demo CA');
const fixtures = await makeFixtures();
const feed = await startFeedServer({ fixturesDir: fixtures.dir });
say(`the feed is at ${feed.origin}/feed`);
const browser = await openChromium({ extensionDir, headed, trust: fixtures.lists });
say(`${headed ? 'opened' : 'no display: started without a window'}: Chromium ${browser.version}`);
try {
  process.exitCode = await show();
  if (headed) {
    say('close the browser to end');
    process.once('SIGINT', () => void browser.close());
    await browser.gone;
  }
} finally {
  await browser.close();
  await feed.close();
}

/** @returns the exit code: 0 when every video has its verdict */
async function show(): Promise<0 | 1> {
  const page = await browser.openPage();
  await page.goto(`${feed.origin}/feed`, 30_000);
  const { records, errors } = await watchWholePage(page, Date.now() + 180_000);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }), null);
  mkdirSync(join(SCREENSHOT, '..'), { recursive: true });
  await page.page.screenshot({ path: SCREENSHOT, fullPage: true });
  const rows = POSTS.map((post) => {
    const path = post.path ?? `/media/${post.fixture}.mp4`;
    const record = records.find(({ subject }) => new URL(subject.url).pathname === path);
    return [post.fixture, post.place ?? 'plain', ...verdictCells(record)];
  });
  console.log(formatTable(['video', 'place', 'verdict', 'issuer', 'check', 'bytes'], rows, [4, 5]));
  for (const error of errors) say(error);
  say(`${records.length} of ${POSTS.length} videos found; screenshot in ${SCREENSHOT}`);
  return errors.length === 0 && records.length === POSTS.length ? 0 : 1;
}

function verdictCells(record: ShownRecord | undefined): string[] {
  if (!record) return ['not found'];
  const { labelText, evidence, bytes } = record;
  const details = evidence.find(({ source }) => source === 'credentials')?.details;
  const issuer = details && 'issuer' in details ? details.issuer : null;
  const ms = evidence.reduce((sum, one) => sum + one.ms, 0);
  return [labelText, issuer ?? '-', `${Math.round(ms)} ms`, String(bytes)].map(printable);
}
