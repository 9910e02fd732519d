import { beforeAll, describe, expect, it } from 'vitest';
import { OUTCOMES, PLAYER_NAMES, PLAYERS } from '../../fixtures/players/players.ts';
import type { PlayerSite } from '../../fixtures/players/site.ts';
import type { QaBrowser } from '../../qa/browsers/browser.ts';
import { askedFor, type Outcome, playAll } from '../support/player-grid.ts';

const STREAMS = PLAYER_NAMES.filter((name) => PLAYERS[name].plays !== 'file');
const FILES = PLAYER_NAMES.filter((name) => PLAYERS[name].plays === 'file');

/** Every player with every kind of stream: what is said of it, and what its check costs at the server. */
export function playerStreamTests(on: () => { browser: QaBrowser; site: PlayerSite }): void {
  describe.each(Object.entries(OUTCOMES))('%s streams', (stream, expected) => {
    let outcomes: Map<string, Outcome>;
    const outcome = (name: (typeof PLAYER_NAMES)[number]) => outcomes.get(on().site.pageOf(name, stream));

    beforeAll(async () => {
      const { browser, site } = on();
      const pages = PLAYER_NAMES.map((name) => site.pageOf(name, stream));
      outcomes = await playAll(browser, site, pages, (_, { label }) => label === expected.label);
    });

    it.each(PLAYER_NAMES)('read so in %s', (name) => {
      expect(outcome(name)).toMatchObject(expected);
    });

    it.each(STREAMS)('were checked piece by piece in %s, and say how far', (name) => {
      const said = outcome(name)?.session;
      expect(said).toMatchObject({ suppliedByPage: false, firstInvalid: stream === 'tampered' ? 3 : null });
      expect(said?.segmentsChecked).toBeGreaterThan(0);
      expect(said?.segmentsSeen).toBeGreaterThanOrEqual(said?.segmentsChecked ?? 0);
    });

    it.each(STREAMS)('are asked for once in %s, so that their check costs no network', (name) => {
      const asked = askedFor(on().site.requests, `/s/${name}/${stream}/`);
      expect(asked.size).toBeGreaterThan(4);
      expect([...asked].filter(([, times]) => times > 1)).toEqual([]);
    });

    // A plain file is read again by range: the page's word is not taken where its address can be asked.
    it.each(stream === 'unsigned' ? FILES : [])('cost at most 64 KiB where %s plays a file', (name) => {
      const ours = on().site.requests.filter(
        ({ path, byElement }) => !byElement && path.startsWith(`/s/${name}/${stream}`),
      );
      expect(ours.length).toBeGreaterThan(0);
      expect(ours.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(65_536);
    });
  });
}
