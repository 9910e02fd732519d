import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badSite } from '../../fixtures/players/bad-streams.ts';
import { type PlayerSite, startPlayerSite } from '../../fixtures/players/site.ts';
import type { QaBrowser } from '../../qa/browsers/browser.ts';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { badStreamTests } from '../shared/bad-streams.ts';
import { playerStreamTests } from '../shared/player-streams.ts';
import { type Outcome, playAll } from '../support/player-grid.ts';
import { openFirefoxSession, type Session } from '../support/session.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere) console.warn('skipped: players in Firefox, since there is no Firefox on this machine');

describe.skipIf(!isThere)('Firefox', () => {
  let session: Session<QaBrowser>;
  let site: PlayerSite;

  beforeAll(async () => {
    session = await openFirefoxSession({ settings: { concurrency: 4 } });
    site = await startPlayerSite(session.fixtures.dir, badSite);
  });
  afterAll(async () => {
    await session?.close();
    await site?.close();
  });

  playerStreamTests(() => ({ browser: session.browser, site }));

  describe('one file, read by ranges', () => {
    let outcomes: Map<string, Outcome>;
    const pageOf = (stream: string) => site.listOf('shaka-dash', stream, `${stream}/file.mpd`);

    beforeAll(async () => {
      const [whole, tampered] = [pageOf('one-file'), pageOf('one-file-tampered')];
      const ready = (page: string, { label }: Outcome) =>
        label === (page === whole ? 'ai-generated' : 'credentials-invalid');
      outcomes = await playAll(session.browser, site, [whole, tampered], ready);
    });

    it('is trusted', () => {
      expect(outcomes.get(pageOf('one-file'))).toMatchObject({ label: 'ai-generated', state: 'trusted' });
    });

    it('is known to be changed, and where', () => {
      const outcome = outcomes.get(pageOf('one-file-tampered'));
      expect(outcome).toMatchObject({ label: 'credentials-invalid', session: { firstInvalid: 3 } });
    });
  });

  badStreamTests(() => ({ browser: session.browser, site }));
});
