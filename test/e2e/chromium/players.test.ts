import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUTCOMES, PLAYER_NAMES, PLAYERS } from '../../fixtures/players/players.ts';
import { type PlayerSite, startPlayerSite } from '../../fixtures/players/site.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { askedFor, type Outcome, playAll } from '../support/player-grid.ts';
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

const STREAMS = PLAYER_NAMES.filter((name) => PLAYERS[name].plays !== 'file');
const FILES = PLAYER_NAMES.filter((name) => PLAYERS[name].plays === 'file');

describe.each(Object.entries(OUTCOMES))('%s streams', (stream, expected) => {
  let outcomes: Map<string, Outcome>;
  const outcome = (name: (typeof PLAYER_NAMES)[number]) => outcomes.get(site.pageOf(name, stream));

  beforeAll(async () => {
    const pages = PLAYER_NAMES.map((name) => site.pageOf(name, stream));
    outcomes = await playAll(session.browser, site, pages, (_, { label }) => label === expected.label);
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
