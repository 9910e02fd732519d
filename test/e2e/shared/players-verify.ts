import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUTCOMES, type PlayerName, PLAYERS } from '../../fixtures/players/players.ts';
import { type PlayerSite, startPlayerSite } from '../../fixtures/players/site.ts';
import { makeFixtures } from '../../fixtures/signing/make.ts';
import { ROOT } from '../../qa/build.ts';
import type { BrowserName } from '../../qa/browsers/browser.ts';
import type { PageResult } from '../../qa/verify/result.ts';

const KINDS = Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[];

/** The command on pages of players: each of these players, and every stream with some of them. */
export function playersVerifyTests(browser: BrowserName, players: readonly PlayerName[]): void {
  const pages = players.map((name, at) => ({ name, stream: KINDS[at % KINDS.length] ?? 'signed' }));
  let site: PlayerSite;
  let folder: string;
  let results: PageResult[];
  let status: number | null;

  beforeAll(async () => {
    const fixtures = await makeFixtures();
    site = await startPlayerSite(fixtures.dir);
    folder = mkdtempSync(join(tmpdir(), 'whence-verify-'));
    const json = join(folder, 'out.json');
    const addresses = pages.map(({ name, stream }) => site.pageOf(name, stream));
    // Not waited for in one go: the pages are served from here.
    const child = spawn(
      process.execPath,
      [
        join(ROOT, '.ci', 'setup.mjs'),
        'test/qa/verify/main.ts',
        ...['--browser', browser, '--json', json, '--trust', fixtures.listsFile],
        ...['--timeout', '100', ...addresses],
      ],
      { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    status = await new Promise((resolve) => child.once('exit', resolve));
    results = JSON.parse(readFileSync(json, 'utf8')) as PageResult[];
  }, 400_000);
  afterAll(async () => {
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe(`verify in ${browser}`, () => {
    it('decides on every player', () => {
      expect(results.flatMap(({ errors }) => errors)).toEqual([]);
      expect(status).toBe(0);
    });

    it.each(pages)('$name with a stream that is $stream', ({ name, stream }) => {
      const { label, state } = OUTCOMES[stream];
      const videos = results.find(({ page }) => page === site.pageOf(name, stream))?.videos;
      expect(videos).toMatchObject([{ label, badge: { present: true, visible: true } }]);
      const credentials = videos?.[0]?.evidence.find(({ source }) => source === 'credentials');
      expect(credentials?.details).toMatchObject({ state });
      if (PLAYERS[name].plays === 'file') return;
      expect(credentials?.details).toHaveProperty('session', {
        segmentsSeen: expect.any(Number),
        segmentsChecked: expect.any(Number),
        firstInvalid: stream === 'tampered' ? 3 : null,
        suppliedByPage: false,
        framesMatched: stream === 'signed' ? true : expect.toSatisfy((said) => said !== undefined),
        framesCompared: expect.any(Number),
        problem: stream === 'tampered' ? 'changed' : null,
      });
    });
  });
}
