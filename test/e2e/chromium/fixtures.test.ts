import { beforeAll, describe, expect, it } from 'vitest';
import type { Reason } from '../../../lib/evidence/check-error.ts';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { CATALOGUE } from '../../fixtures/signing/catalogue.ts';
import { makeFixtures } from '../../fixtures/signing/make.ts';
import { ensureBuilt } from '../../qa/build.ts';
import type { PageResult } from '../../qa/verify/result.ts';
import { verifyPages } from '../../qa/verify/verify-pages.ts';

const results = new Map<string, PageResult>();

beforeAll(async () => {
  const fixtures = await makeFixtures();
  const pages = await verifyPages({
    browser: 'chromium',
    extensionDir: await ensureBuilt('chromium', () => undefined),
    trust: fixtures.lists,
    timeoutMs: 60_000,
    targets: fixtures.fixtures.map(({ name }) => ({ given: fixtures.path(name), kind: 'file' })),
    say: () => undefined,
  });
  for (const [index, { name }] of fixtures.fixtures.entries()) {
    const page = pages[index];
    if (page) results.set(name, page);
  }
}, 600_000);

describe('every file of the catalogue, through the shipped build', () => {
  it.each(CATALOGUE)('$name', ({ name, expected }) => {
    const page = results.get(name);
    const video = page?.videos[0];
    const credentials = video?.evidence.find(({ source }) => source === 'credentials');
    expect(page?.errors).toEqual([]);
    expect(page?.videos).toHaveLength(1);
    expect({ label: video?.label, state: stateOf(credentials?.details) }).toEqual({
      label: expected.label,
      state: expected.state,
    });
    if (expected.broken) expect(credentials?.details).toMatchObject({ broken: expected.broken });
    if (expected.issuer) expect(video?.issuer).toBe(expected.issuer);
    if (expected.reason) expect(video?.labelText).toContain(reasonWords(expected.reason));
    if (expected.declares) expect(credentials?.details).toMatchObject({ declares: expected.declares });
  });
});

function reasonWords(reason: Reason): string {
  const words = messages[`reason_${reason.replaceAll('-', '_')}` as keyof typeof messages];
  return words.message;
}

/** A file in which no credentials could be looked for has no details, or says so itself. */
const stateOf = (details: unknown): unknown =>
  (details as { state?: string } | null | undefined)?.state ?? 'unreadable';
