import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POSTS } from '../../fixtures/feed/posts.ts';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { watchWholePage } from '../../qa/verify/watch-page.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let page: ChromiumPage;
let records: ShownRecord[];

beforeAll(async () => {
  session = await openChromiumSession();
  page = await session.browser.openPage();
  await page.goto(`${session.feed.origin}/feed`, 20_000);
  const watched = await watchWholePage(page, Date.now() + 120_000);
  if (watched.errors.length > 0) throw new Error(watched.errors.join('\n'));
  records = watched.records;
});
afterAll(() => session?.close());

describe('the feed page', () => {
  it('holds one video a post, wherever the page hides it', () => {
    expect(records).toHaveLength(POSTS.length);
  });

  it.each(POSTS)('shows $fixture as what it is', ({ fixture, path, label }) => {
    const file = path ?? `/media/${fixture}.mp4`;
    const record = records.find(({ subject }) => new URL(subject.url).pathname === file);
    const expected = session.fixtures.fixtures.find(({ name }) => name === fixture)?.expected;
    expect(record?.verdict.label).toBe(expected?.label ?? label);
    const credentials = record?.evidence.find(({ source }) => source === 'credentials');
    if (expected) expect(credentials?.details).toMatchObject({ state: expected.state });
    if (expected?.issuer) expect(credentials?.details).toMatchObject({ issuer: expected.issuer });
  });

  it('puts a badge of those words on every video', () => {
    for (const { badge, labelText, subject } of records) {
      expect(badge, subject.url).toMatchObject({ present: true });
      expect(badge?.name, subject.url).toContain(labelText);
    }
  });
});
