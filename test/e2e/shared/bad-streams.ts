import { beforeAll, describe, expect, it } from 'vitest';
import { BAD_STREAMS, type BadStream, badPage } from '../../fixtures/players/bad-streams.ts';
import type { PlayerSite } from '../../fixtures/players/site.ts';
import type { QaBrowser } from '../../qa/browsers/browser.ts';
import { type Outcome, playAll } from '../support/player-grid.ts';

/** @param on a browser, and a site that answers as `badSite` does */
export function badStreamTests(on: () => { browser: QaBrowser; site: PlayerSite }): void {
  describe('streams as they should not be', () => {
    let outcomes: Map<string, Outcome>;
    const pageOf = (stream: BadStream): string => on().site.origin + badPage(stream);

    beforeAll(async () => {
      const { browser, site } = on();
      const expected = new Map(BAD_STREAMS.map((stream) => [pageOf(stream), stream.expected]));
      outcomes = await playAll(
        browser,
        site,
        [...expected.keys()],
        (page, { label, reason }) =>
          label === expected.get(page)?.label && reason === (expected.get(page)?.reason ?? null),
      );
    });

    it.each(BAD_STREAMS)('$name: $about', (stream) => {
      const { label, reason = null, problem, odd } = stream.expected;
      const outcome = outcomes.get(pageOf(stream));
      expect(outcome).toMatchObject({ label, reason });
      if (problem) expect(outcome?.session?.problem).toBe(problem);
      if (odd) expect(outcome?.session?.playlist).toContain(odd);
      // Nothing is said of a video that was not checked, not even a name.
      const credentials = outcome?.record.evidence.find(({ source }) => source === 'credentials');
      if (reason === 'frames-differ')
        expect(credentials?.details).toMatchObject({ issuer: null, declares: [] });
    });

    it('leave the next video as it is', async () => {
      const { browser, site } = on();
      const page = site.pageOf('hls.js', 'signed');
      const after = await playAll(browser, site, [page], (_, { label }) => label === 'ai-generated');
      expect(after.get(page)).toMatchObject({ label: 'ai-generated', state: 'trusted' });
    });
  });
}
