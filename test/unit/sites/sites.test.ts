import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../../../lib/page/sites/table';
import {
  chromiumPath,
  type Fixture,
  type FixtureTab,
  type InPageModule,
  launch,
  openTab,
  readFixtures,
} from './fixture-page';
import type { News, Reading } from './in-page';

declare const inPage: InPageModule;

const CHROMIUM = chromiumPath();
if (CHROMIUM === null) console.warn('skipped: the pages that behave like known sites (no Chromium found)');
const FIXTURES = await readFixtures();

/** Pages are named for their site: `youtube-watch` is one of YouTube's. */
const siteIn = (fixture: Fixture): string => fixture.name.split('-')[0] ?? '';

function fixtureNamed(name: string): Fixture {
  const found = FIXTURES.find((fixture) => fixture.name === name);
  if (!found) throw new Error(`no page of the name ${name}`);
  return found;
}

it('has a page for every site', () => {
  const sites = [...SITES.map(({ name }) => name.toLowerCase()), 'generic'];
  expect([...new Set(FIXTURES.map(siteIn))].sort()).toEqual(sites.sort());
});

describe.skipIf(CHROMIUM === null)('pages that behave like known sites', () => {
  let browser: Browser;
  let tab: FixtureTab;
  beforeAll(async () => {
    browser = await launch(CHROMIUM ?? '');
    tab = await openTab(browser);
  });
  afterAll(() => browser.close());

  describe.each(FIXTURES)('$name', (fixture) => {
    it('gives each video its post, its label and nothing that only looks like one, in any language', async () => {
      const page = await tab.show(fixture);
      const readings = await page.evaluate(() => inPage.readAll());
      expect(readings.length).toBeGreaterThan(0);
      for (const reading of readings) {
        expect(reading.site.toLowerCase()).toBe(siteIn(fixture));
        expect(seen(reading)).toEqual(wanted(reading));
      }
      for (const { permalink } of readings)
        if (permalink !== null) expect(permalink).toMatch(/^https?:\/\/[\w.-]+\//);
      const turned = await page.evaluate(() => {
        inPage.turn();
        return inPage.readAll();
      });
      for (const { kind, post, expected } of turned)
        expect({ post, kind }).toEqual({ post: expected.post, kind: expected.kindRtl ?? 'none' });
    });

    it('follows a video whose nodes become another post', async () => {
      const page = await tab.show(fixture);
      const { news, end } = await page.evaluate(() => inPage.follow(true));
      for (const item of news) expect(told(item)).toEqual(truth(item));
      expect(told(end)).toEqual({ post: end.expected.post, kind: end.expected.kind ?? 'none' });
      if (end.expected.known !== undefined) expect(end.known).toBe(end.expected.known === 'yes');
    });
  });

  it('believes words that another post left behind only after a while', async () => {
    const page = await tab.show(fixtureNamed('x'));
    const { news } = await page.evaluate(() => inPage.follow(false));
    const of = (post: string) => news.filter((item) => item.post === post).map(({ kind }) => kind);
    expect(of('1001')).toEqual(['cannot-tell']);
    expect(of('2001')).toEqual(['none', 'cannot-tell']);
  });
});

const seen = ({ post, kind, words, author, known, original, expected }: Reading) => ({
  ...{ post, kind, words },
  author: expected.author === undefined ? undefined : author,
  known: expected.known === undefined ? undefined : known,
  original: expected.original === undefined ? undefined : original,
});

const wanted = ({ expected }: Reading) => ({
  post: expected.post,
  kind: expected.kind ?? 'none',
  words: expected.words ?? null,
  author: expected.author,
  known: expected.known === undefined ? undefined : expected.known === 'yes',
  original: expected.original,
});

/** What is told may lag behind the page by a look, but may never put one post's label on another. */
const told = ({ post, kind }: News) => ({ post, kind });
const truth = ({ post, kind, expected }: News) =>
  post === expected.post
    ? { post, kind: kind === 'none' ? 'none' : (expected.kind ?? 'none') }
    : { post, kind };
