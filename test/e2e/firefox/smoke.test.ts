import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POSTS } from '../../fixtures/feed/posts.ts';
import type { QaBrowser, ShownRecord } from '../../qa/browsers/browser.ts';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { watchWholePage } from '../../qa/verify/watch-page.ts';
import { openFirefoxSession, type Session } from '../support/session.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere) console.warn('skipped: the smoke test in Firefox, since there is no Firefox on this machine');

describe.skipIf(!isThere)('Firefox', () => {
  let session: Session<QaBrowser>;
  let records: ShownRecord[];

  beforeAll(async () => {
    session = await openFirefoxSession();
    const page = await session.browser.openPage();
    await page.goto(`${session.feed.origin}/feed`, 30_000);
    const watched = await watchWholePage(page, Date.now() + 150_000);
    if (watched.errors.length > 0) throw new Error(watched.errors.join('\n'));
    records = watched.records;
    await page.close();
  });
  afterAll(() => session?.close());

  it('finds every video of the feed', () => {
    expect(records).toHaveLength(POSTS.length);
  });

  it.each(POSTS)('labels $fixture', ({ fixture, path, label }) => {
    const file = path ?? `/media/${fixture}.mp4`;
    const record = records.find(({ subject }) => new URL(subject.url).pathname === file);
    const expected = session.fixtures.fixtures.find(({ name }) => name === fixture)?.expected;
    expect(record?.verdict.label).toBe(expected?.label ?? label);
    expect(record?.badge).toMatchObject({
      present: true,
      name: expect.stringContaining(record?.labelText ?? ''),
    });
  });
});
