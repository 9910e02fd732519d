import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TRUST_SOURCES } from '../../../lib/storage/trust-sources.ts';
import { BROWSERS_OWN, type ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { watchWholePage } from '../../qa/verify/watch-page.ts';
import { decided } from '../support/eventually.ts';
import { type LoggingProxy, startLoggingProxy } from '../support/logging-proxy.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let proxy: LoggingProxy;

beforeAll(async () => {
  proxy = await startLoggingProxy();
  session = await openChromiumSession({ proxy: proxy.address });
});
afterAll(async () => {
  await session?.close();
  await proxy?.close();
});

/** Where the configured trust lists are published; everything else on the network is a leak. */
const LIST_HOSTS = TRUST_SOURCES.flatMap(({ pem, allowed, config }) =>
  [pem, allowed, config].flatMap((url) => (url ? `CONNECT ${new URL(url).host}:443` : [])),
);

describe('what goes over the network', () => {
  it('is only the page, its media and the trust lists', async () => {
    const { feed, browser } = session;
    const page = await browser.openPage();
    await page.goto(`${feed.origin}/feed`, 20_000);
    const { records, errors } = await watchWholePage(page, Date.now() + 120_000);
    await page.close();
    expect(errors).toEqual([]);
    expect(records.some(({ evidence }) => evidence.length > 0)).toBe(true);
    const own = [BROWSERS_OWN, ...[feed.origin, feed.otherOrigin].map((origin) => `${origin}/`)];
    const strangers = proxy.requests.filter((line) => {
      const [, url = ''] = line.split(' ');
      return !own.some((origin) => url.startsWith(origin)) && !LIST_HOSTS.includes(line);
    });
    expect(strangers).toEqual([]);
    const media = new Set(records.map(({ subject }) => subject.url));
    const fetched = feed.requests.filter(({ by }) => by === 'script' || by === 'extension');
    expect(fetched.length).toBeGreaterThan(0);
    for (const { host, url } of fetched) expect(media).toContain(`http://${host}${url}`);
  });
});

describe('what a check costs', () => {
  it('is at most 64 KiB for the credentials of an unsigned mp4', async () => {
    const page = await session.browser.openPage();
    await page.goto(`${session.feed.origin}/one?fixture=unsigned-moov-last`, 20_000);
    const [record] = await decided(page, 1);
    await page.close();
    const credentials = record?.evidence.find(({ source }) => source === 'credentials');
    expect(credentials?.outcome).toBe('not-found');
    expect(credentials?.bytes).toBeLessThanOrEqual(65_536);
    expect(credentials?.bytes).toBeGreaterThanOrEqual(512);
    // The bytes that tell the file's version are among them.
    expect(credentials?.bytes).toBe(record?.bytes);
  });

  it('shows issuer and declaration of a signed one before the content check has ended', async () => {
    const page = await session.browser.openPage();
    await page
      .goto(`${session.feed.origin}/one?src=/slow/trusted-ai-generated.mp4`, 20_000)
      .catch(() => undefined);
    const [record] = await decided(page, 1, 110);
    await page.close();
    expect(record?.verdict.label).toBe('ai-generated');
    expect(record?.timings.firstLabel).toBeLessThan(record?.timings.final ?? 0);
  });
});
