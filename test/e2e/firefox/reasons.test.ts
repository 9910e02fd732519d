import { afterAll, beforeAll, describe } from 'vitest';
import { type Failures, startFailures } from '../../fixtures/hostile/failures.ts';
import { makeFixtures } from '../../fixtures/signing/make.ts';
import type { FirefoxBrowser } from '../../qa/browsers/firefox.ts';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { reasonTests } from '../shared/reasons.ts';
import { openFirefoxSession, type Session } from '../support/session.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere) console.warn('skipped: reasons in Firefox, since there is no Firefox on this machine');

describe.skipIf(!isThere)('in Firefox', () => {
  let session: Session<FirefoxBrowser>;
  let failures: Failures;

  beforeAll(async () => {
    const { dir } = await makeFixtures();
    failures = await startFailures(dir);
    session = await openFirefoxSession({ proxy: failures.address });
  });
  afterAll(async () => {
    await session?.close();
    await failures?.close();
  });

  reasonTests(() => ({
    browser: session.browser,
    goOffline: async () => {
      await session.browser.goOffline();
      // Offline, Firefox goes on talking to a proxy on this machine.
      await failures.close();
    },
  }));
});
