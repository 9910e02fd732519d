import type { QaBrowser, QaPage } from '../../qa/browsers/browser.ts';
import type { ChromiumPage } from '../../qa/browsers/chromium.ts';
import type { FirefoxPage } from '../../qa/browsers/firefox.ts';
import { type BadgeSamples, endSamples, startSamples } from './badge-samples.ts';
import { sampledIn } from './content-world.ts';
import { type FeedStage, NEUTRAL, openFeedStage } from './feed-stage.ts';
import { openChromiumSession, openFirefoxSession, type Session } from './session.ts';

type Act = () => Promise<unknown>;

/** The feed pages in a browser, one at a time, looked at by eyes that see into closed roots. */
export interface FeedView {
  session: Session<QaBrowser>;
  stage: FeedStage;
  /** Opens one of the pages in a tab of its own; the one before is closed. */
  open(path: string): Promise<QaPage>;
  /** Does `act` while every painted frame of the page, or of the frame that the selector names, is looked at. */
  sampled(act: Act, frame?: string): Promise<BadgeSamples>;
  close(): Promise<void>;
}

/** How one browser is looked into. */
interface Eyes<P> {
  openPage(): Promise<P>;
  sampled(page: P, words: Record<string, string>, act: Act, frame?: string): Promise<BadgeSamples>;
}
type Size = { width: number; height: number };

export async function openChromiumFeeds(size?: Size): Promise<FeedView> {
  const session = await openChromiumSession(size ? { size } : {});
  return feedView<ChromiumPage>(session, {
    openPage: () => session.browser.openPage(),
    sampled: async ({ page }, words, act, frame) => {
      const inner = frame && (await (await page.$(frame))?.contentFrame());
      return sampledIn(page, session.browser, words, async () => void (await act()), inner || undefined);
    },
  });
}

export async function openFirefoxFeeds(size?: Size): Promise<FeedView> {
  const session = await openFirefoxSession(size ? { size } : {});
  return feedView<FirefoxPage>(session, {
    openPage: () => session.browser.openPage(),
    sampled: async (page, words, act, frame) => {
      await page.evaluateAsBrowser(startSamples, { words, neutral: NEUTRAL }, frame);
      await act();
      return page.evaluateAsBrowser(endSamples, null, frame);
    },
  });
}

async function feedView<P extends QaPage>(session: Session<QaBrowser>, eyes: Eyes<P>): Promise<FeedView> {
  const stage = await openFeedStage(session);
  let page: P | null = null;
  const shown = (): P => {
    if (!page) throw new Error('no page is open');
    return page;
  };
  return {
    ...{ session, stage },
    open: async (path) => {
      await page?.close();
      const next = await eyes.openPage();
      page = next;
      await next.goto(stage.pages.origin + path, 20_000);
      return next;
    },
    sampled: (act, frame) => eyes.sampled(shown(), stage.words, act, frame),
    close: async () => {
      await session.close();
      await stage.pages.close();
    },
  };
}
