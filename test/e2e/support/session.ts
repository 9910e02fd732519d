import type { TrustList } from '../../../lib/evidence/credentials/trust-list.ts';
import { type FeedServer, startFeedServer } from '../../fixtures/feed/server.ts';
import { type FixtureSet, makeFixtures } from '../../fixtures/signing/make.ts';
import type { BrowserName, BrowserOptions, QaBrowser } from '../../qa/browsers/browser.ts';
import { type ChromiumBrowser, openChromium } from '../../qa/browsers/chromium.ts';
import { type FirefoxBrowser, openFirefox } from '../../qa/browsers/firefox.ts';
import { ensureBuilt } from '../../qa/build.ts';

export interface Session<B extends QaBrowser> {
  browser: B;
  feed: FeedServer;
  fixtures: FixtureSet;
  close(): Promise<void>;
}

type Options = Partial<Omit<BrowserOptions, 'extensionDir'>>;

/** The built extension in a browser of its own beside the local feed, with the demo lists as the only ones. */
export const openChromiumSession = (options: Options = {}): Promise<Session<ChromiumBrowser>> =>
  openSession('chromium', openChromium, options);

export const openFirefoxSession = (options: Options = {}): Promise<Session<FirefoxBrowser>> =>
  openSession('firefox', openFirefox, options);

async function openSession<B extends QaBrowser>(
  name: BrowserName,
  open: (options: BrowserOptions) => Promise<B>,
  options: Options,
): Promise<Session<B>> {
  const fixtures = await makeFixtures();
  const extensionDir = await ensureBuilt(name, () => undefined);
  const feed = await startFeedServer({ fixturesDir: fixtures.dir });
  const trust: TrustList[] = fixtures.lists;
  const browser = await open({ extensionDir, trust, ...options }).catch(async (error: unknown) => {
    await feed.close();
    throw error;
  });
  return {
    ...{ browser, feed, fixtures },
    close: async () => {
      await browser.close();
      await feed.close();
    },
  };
}
