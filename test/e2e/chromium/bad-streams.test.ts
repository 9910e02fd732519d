import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAD_STREAMS, type BadStream, badPage, badSite } from '../../fixtures/players/bad-streams.ts';
import { type PlayerSite, startPlayerSite } from '../../fixtures/players/site.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { type Outcome, playAll } from '../support/player-grid.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let site: PlayerSite;
let outcomes: Map<string, Outcome>;

const pageOf = (stream: BadStream): string => site.origin + badPage(stream);

beforeAll(async () => {
  session = await openChromiumSession({ settings: { concurrency: 4 } });
  site = await startPlayerSite(session.fixtures.dir, badSite);
  const expected = new Map(BAD_STREAMS.map((stream) => [pageOf(stream), stream.expected]));
  outcomes = await playAll(
    session.browser,
    site,
    [...expected.keys()],
    (page, { label, reason }) =>
      label === expected.get(page)?.label && reason === (expected.get(page)?.reason ?? null),
  );
});
afterAll(async () => {
  await session?.close();
  await site?.close();
});

describe('streams as they should not be', () => {
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
    const page = site.pageOf('hls.js', 'signed');
    const after = await playAll(session.browser, site, [page], (_, { label }) => label === 'ai-generated');
    expect(after.get(page)).toMatchObject({ label: 'ai-generated', state: 'trusted' });
  });
});
