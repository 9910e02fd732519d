import type { Browser } from '@playwright/test';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../../../lib/page/sites/table';
import {
  chromiumPath,
  type FixtureTab,
  type InPageModule,
  launch,
  openTab,
  readFixtures,
} from './fixture-page';

declare const inPage: InPageModule;

const CHROMIUM = chromiumPath();
if (CHROMIUM === null) console.warn('skipped: labels’ words in what people write (no Chromium found)');
const FIXTURES = await readFixtures();

const WORDS = SITES.flatMap(({ labels }) => labels?.texts.map(({ text }) => text) ?? []);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  fc.constantFrom(
    'AI',
    'AI: Content was made with AI',
    ' made  with AI ',
    'MADE WITH AI.',
    'whales',
    '#ai',
    '\u200bAI info\u200f',
  ),
);

const element = (tags: string[], attributes: string[]) =>
  fc.letrec<{ node: string; inner: string }>((tie) => ({
    inner: fc.array(tie('node'), { maxLength: 3 }).map((nodes) => nodes.join('')),
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc
        .tuple(fc.constantFrom(...tags), fc.constantFrom('', ...attributes), tie('inner'))
        .map(([tag, attribute, inner]) => `<${tag} ${attribute}>${inner}</${tag}>`),
    ),
  })).inner;

/** What a site makes of the text of its users: lines, links, marks. */
const written = element(
  ['span', 'div', 'a', 'b', 'em', 'strong', 'br', 'p'],
  ['dir="auto"', 'href="/tag/ai"', 'href="https://support.google.com/youtube/answer/15447836"', 'lang="en"'],
);
/** A page that looks like none that is known, whatever marks it uses. */
const anything = element(
  ['span', 'div', 'button', 'section', 'video', 'article', 'badge-shape', 'form', 'li'],
  [
    ...['role="button"', 'role="article"', 'aria-label="Made with AI"', 'data-test-id="ai-generated-label"'],
    ...['data-e2e="aigc_container"', 'class="video-argue"', 'aria-label="AI: Content was made with AI"'],
  ],
);

/** Where people write, in the fixture of each site. */
const WRITTEN: Record<string, string> = {
  x: '[data-testid="tweetText"], [data-testid="User-Name"] a, [data-testid="birdwatch-pivot"], [data-testid^="card."]',
  tiktok:
    '[data-e2e="video-desc"], [data-e2e="comment-level-1"], [data-e2e="search-suggest"], [data-e2e="video-music"]',
  'tiktok-video': 'h1',
  instagram: 'article > div > span, h1, ul li, header a span',
  facebook: '[data-ad-preview="message"], h3 a, h4 a, [role="article"][aria-label] span',
  threads: 'span[dir="auto"], a[href^="/@"]:not(:has(time))',
  'youtube-watch': 'h1, ytd-text-inline-expander, ytd-comments, ytd-video-owner-renderer a',
  'youtube-shorts': 'h2, yt-reel-channel-bar-view-model a',
  'youtube-embed': '.ytp-title-link',
  pinterest: '[data-test-id="pin-title"], [data-test-id="pin"] > a',
  bilibili: 'h1, .video-desc-container, bili-comments, .up-name',
  douyin: '[data-e2e="video-desc"], [data-e2e="comment-item"], xg-danmu, [data-e2e="feed-video-nickname"]',
  xiaohongshu: '#detail-title, #detail-desc, .comment-item, .username',
  vimeo: 'h1, .vp-title-header a',
  reddit: 'shreddit-post > span, shreddit-post-flair',
  bluesky: '[data-testid="postText"], figcaption',
  'mastodon-web': '.status__content',
  generic: 'article, [role="article"] > div',
};

describe.skipIf(CHROMIUM === null)('the words of a label', () => {
  let browser: Browser;
  let tab: FixtureTab;
  beforeAll(async () => {
    browser = await launch(CHROMIUM ?? '');
    tab = await openTab(browser);
  });
  afterAll(() => browser.close());

  const cases = FIXTURES.filter(({ name }) => name in WRITTEN);

  it.each(cases)('are no label in what people write on $name', async (fixture) => {
    const page = await tab.show(fixture);
    const places = WRITTEN[fixture.name] ?? '';
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 20, maxLength: 20 }), async (texts) => {
        const labels = await page.evaluate(
          ([selector, list]) => list.flatMap((html) => inPage.withContent(selector, html)),
          [places, texts] as const,
        );
        expect(labels).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  it.each(cases)('are no label on a page of $name whose layout is unknown', async (fixture) => {
    const page = await tab.show(fixture);
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 20, maxLength: 20 }), async (pages) => {
        const labels = await page.evaluate(
          (list) => list.flatMap((html) => inPage.withPage(`<video></video>${html}`)),
          pages,
        );
        expect(new Set(labels)).toEqual(new Set(['none']));
      }),
      { numRuns: 8 },
    );
  });
});
