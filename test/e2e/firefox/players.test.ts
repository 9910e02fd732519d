import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badSite } from '../../fixtures/players/bad-streams.ts';
import { OUTCOMES, PLAYER_NAMES, PLAYERS } from '../../fixtures/players/players.ts';
import { type PlayerSite, startPlayerSite } from '../../fixtures/players/site.ts';
import type { QaBrowser } from '../../qa/browsers/browser.ts';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { badStreamTests } from '../shared/bad-streams.ts';
import { askedFor, type Outcome, playAll } from '../support/player-grid.ts';
import { openFirefoxSession, type Session } from '../support/session.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere) console.warn('skipped: players in Firefox, since there is no Firefox on this machine');

const STREAMS = PLAYER_NAMES.filter((name) => PLAYERS[name].plays !== 'file');
const FILES = PLAYER_NAMES.filter((name) => PLAYERS[name].plays === 'file');

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

  describe.each(Object.entries(OUTCOMES))('%s streams', (stream, expected) => {
    let outcomes: Map<string, Outcome>;

    beforeAll(async () => {
      const pages = PLAYER_NAMES.map((name) => site.pageOf(name, stream));
      outcomes = await playAll(session.browser, site, pages, (_, { label }) => label === expected.label);
    });

    it.each(PLAYER_NAMES)('read so in %s', (name) => {
      expect(outcomes.get(site.pageOf(name, stream))).toMatchObject(expected);
    });

    it.each(STREAMS)('are asked for once in %s, so that their check costs no network', (name) => {
      const asked = askedFor(site.requests, `/s/${name}/${stream}/`);
      expect(asked.size).toBeGreaterThan(4);
      expect([...asked].filter(([, times]) => times > 1)).toEqual([]);
    });

    // A plain file is read again by range: the page's word is not taken where its address can be asked.
    it.runIf(stream === 'unsigned').each(FILES)('cost at most 64 KiB where %s plays a file', (name) => {
      const ours = site.requests.filter(
        ({ path, byElement }) => !byElement && path.startsWith(`/s/${name}/${stream}`),
      );
      expect(ours.length).toBeGreaterThan(0);
      expect(ours.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(65_536);
    });
  });

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
