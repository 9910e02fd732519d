import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Failures, startFailures } from '../../fixtures/hostile/failures.ts';
import { makeFixtures } from '../../fixtures/signing/make.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { expectReason, failedFor, reasonTests } from '../shared/reasons.ts';
import { openChromiumSession, type Session } from '../support/session.ts';
import { commandTarget } from '../support/target-session.ts';

let session: Session<ChromiumBrowser>;
let failures: Failures;

beforeAll(async () => {
  const { dir } = await makeFixtures();
  failures = await startFailures(dir);
  session = await openChromiumSession({ proxy: failures.address });
});
afterAll(async () => {
  await session?.close();
  await failures?.close();
});

// Firefox tells nobody that its viewer wants to save data.
it('a video whose page is to save data waits for the viewer', async () => {
  const page = await session.browser.openPage();
  const cdp = await session.browser.context.newCDPSession(page.page);
  await cdp.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true });
  await page.goto('http://site.example/sparing', 20_000);
  const [record] = await failedFor(page, 'data-saver');
  expectReason(record, 'data-saver', 'data saver');
  expect(record?.bytes).toBeLessThan(65_536);
  await page.close();
});

reasonTests(() => ({
  browser: session.browser,
  goOffline: () =>
    commandTarget(session.browser, `${session.browser.extensionRoot}offscreen.html`, [
      ['Network.enable', {}],
      [
        'Network.emulateNetworkConditions',
        { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
      ],
    ]),
}));
