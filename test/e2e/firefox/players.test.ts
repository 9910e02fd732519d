import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAD_STREAMS, badPage, badSite } from '../../fixtures/players/bad-streams.ts';
import { OUTCOMES, PLAYER_NAMES, PLAYERS } from '../../fixtures/players/players.ts';
import { type PlayerSite, startPlayerSite } from '../../fixtures/players/site.ts';
import type { QaBrowser } from '../../qa/browsers/browser.ts';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { type Outcome, playAll } from '../support/player-grid.ts';
import { openFirefoxSession, type Session } from '../support/session.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere) console.warn('skipped: players in Firefox, since there is no Firefox on this machine');

const STREAMS = PLAYER_NAMES.filter((name) => PLAYERS[name].plays !== 'file');
/** Ways and bad streams in which the browsers might differ: ranges, live, pictures that are others. */
const ODD = BAD_STREAMS.filter(({ name }) =>
  ['other-pictures', 'live', 'live-dash', 'bare', 'transport'].includes(name),
);

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

    it.each(STREAMS)('cost no network in %s', (name) => {
      const asked = site.requests.filter(({ path }) => path.startsWith(`/s/${name}/${stream}/`));
      expect(asked.length).toBeGreaterThan(4);
      // These players ask for whole files, the extension for ranges.
      expect(asked.filter(({ range }) => range !== null)).toEqual([]);
    });
  });

  describe('other streams', () => {
    let outcomes: Map<string, Outcome>;
    const ranges = (stream: string) => site.listOf('shaka-dash', stream, `${stream}/file.mpd`);
    const pageOf = (one: (typeof ODD)[number]) => site.origin + badPage(one);

    beforeAll(async () => {
      const expected = new Map<string, string>([
        ...ODD.map((one) => [pageOf(one), one.expected.label] as const),
        [ranges('one-file'), 'ai-generated'],
        [ranges('one-file-tampered'), 'credentials-invalid'],
      ]);
      outcomes = await playAll(
        session.browser,
        site,
        [...expected.keys()],
        (page, { label }) => label === expected.get(page),
      );
    });

    it.each(ODD)('$name: $about', (one) => {
      const { label, reason = null } = one.expected;
      expect(outcomes.get(pageOf(one))).toMatchObject({ label, reason });
    });

    it('one file, read by ranges', () => {
      expect(outcomes.get(ranges('one-file'))).toMatchObject({ label: 'ai-generated', state: 'trusted' });
      expect(outcomes.get(ranges('one-file-tampered'))?.session).toMatchObject({ firstInvalid: 3 });
    });
  });
});
