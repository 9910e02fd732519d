import { afterAll, beforeAll, describe } from 'vitest';
import type { FirefoxBrowser } from '../../qa/browsers/firefox.ts';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { hostileTests } from '../shared/hostile.ts';
import { openFirefoxSession, type Session } from '../support/session.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere) console.warn('skipped: hostile pages in Firefox, since there is no Firefox on this machine');

describe.skipIf(!isThere)('in Firefox', () => {
  let session: Session<FirefoxBrowser>;

  beforeAll(async () => {
    session = await openFirefoxSession();
  });
  afterAll(() => session?.close());

  hostileTests(() => session);
});
