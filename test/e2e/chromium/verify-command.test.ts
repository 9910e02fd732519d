import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FixtureSet, makeFixtures } from '../../fixtures/signing/make.ts';
import { ROOT } from '../../qa/build.ts';
import type { PageResult } from '../../qa/verify/result.ts';

let folder: string;
let fixtures: FixtureSet;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whence-verify-'));
  fixtures = await makeFixtures();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As `npm run verify -- …` does, without npm's own lines. */
function verify(...args: string[]) {
  const setup = join(ROOT, '.ci', 'setup.mjs');
  return spawnSync(process.execPath, [setup, 'test/qa/verify/main.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}

describe('verify', () => {
  const broken = (): string => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, '[{"name":"x"}]');
    return path;
  };

  it.each<[string, () => string[]]>([
    ['no page', () => []],
    ['an unknown option', () => ['--speed', '9', 'https://example.com/']],
    ['an unknown browser', () => ['--browser', 'lynx', 'https://example.com/']],
    ['a timeout that is no number', () => ['--timeout', 'soon', 'https://example.com/']],
    ['a missing file', () => [join(folder, 'nothing.mp4')]],
    ['a folder', () => [folder]],
    ['a file: address', () => ['file:///etc/hostname']],
    ['a missing LISTS.json', () => ['--trust', join(folder, 'none.json'), fixtures.path('unsigned')]],
    ['a LISTS.json that is none', () => ['--trust', fixtures.path('unsigned'), fixtures.path('unsigned')]],
    ['a broken LISTS.json', () => ['--trust', broken(), fixtures.path('unsigned')]],
    [
      'an output that cannot be written',
      () => ['--json', join(folder, 'no', 'such'), fixtures.path('unsigned')],
    ],
  ])('says in one line what is wrong with %s, and exits with 2', (_, args) => {
    const { status, stdout, stderr } = verify(...args());
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^verify: .+\n$/);
  });

  it('writes one object a page, in the order given, and exits with 0', () => {
    const json = join(folder, 'out.json');
    const given = ['trusted-ai-generated', 'unsigned', 'tampered'].map((name) => fixtures.path(name));
    const { status, stdout } = verify('--json', json, '--trust', fixtures.listsFile, ...given);
    expect(stdout).toContain('AI-generated');
    expect(status).toBe(0);
    const pages = JSON.parse(readFileSync(json, 'utf8')) as PageResult[];
    expect(pages.map(({ page }) => page)).toEqual(given);
    expect(pages.map(({ videos }) => videos.map(({ label }) => label))).toEqual([
      ['ai-generated'],
      ['nothing-found'],
      ['credentials-invalid'],
    ]);
    const [signed] = pages[0]?.videos ?? [];
    expect(pages[0]).toMatchObject({
      browser: 'chromium',
      version: expect.stringMatching(/^\d+\./),
      errors: [],
    });
    expect(signed).toMatchObject({
      src: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/),
      frame: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/),
      labelText: 'AI-generated',
      badge: { present: true, visible: true, name: expect.stringContaining('AI-generated') },
      timings: { found: expect.any(Number), firstLabel: expect.any(Number), final: expect.any(Number) },
    });
    expect(signed?.evidence.map(({ source }) => source)).toEqual(['credentials', 'classifier']);
    expect(signed?.bytes).toBeGreaterThan(0);
  });

  it('exits with 1 when a page cannot be decided', () => {
    const { status, stdout } = verify('--timeout', '5', 'http://127.0.0.1:9/nothing');
    expect(status).toBe(1);
    expect(stdout).toContain('1 pages with errors');
  });
});
