import { afterAll, beforeAll } from 'vitest';
import { type PlayerSite, startPlayerSite } from '../../fixtures/players/site.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { playerStreamTests } from '../shared/player-streams.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let site: PlayerSite;

beforeAll(async () => {
  session = await openChromiumSession({ settings: { concurrency: 4 } });
  site = await startPlayerSite(session.fixtures.dir);
});
afterAll(async () => {
  await session?.close();
  await site?.close();
});

playerStreamTests(() => ({ browser: session.browser, site }));
