import { afterAll, beforeAll } from 'vitest';
import { badSite } from '../../fixtures/players/bad-streams.ts';
import { type PlayerSite, startPlayerSite } from '../../fixtures/players/site.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { badStreamTests } from '../shared/bad-streams.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let site: PlayerSite;

beforeAll(async () => {
  session = await openChromiumSession({ settings: { concurrency: 4 } });
  site = await startPlayerSite(session.fixtures.dir, badSite);
});
afterAll(async () => {
  await session?.close();
  await site?.close();
});

badStreamTests(() => ({ browser: session.browser, site }));
