import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrustList } from '../../../lib/evidence/credentials/trust-list.ts';
import { ensureBuilt, ROOT } from '../../qa/build.ts';
import type { VideoResult } from '../../qa/verify/result.ts';
import { readTrustFile } from '../../qa/verify/trust-file.ts';
import { verifyPages } from '../../qa/verify/verify-pages.ts';

/** Genuine downloads and other implementers' files, with what a careful reading gives; not part of this repository. */
const DATA = process.env.WHENCE_DATA ?? join(ROOT, '..', 'shared', 'data');
const EXPECTED = join(DATA, 'c2pa', 'expected.json');
const isThere = existsSync(EXPECTED);
if (!isThere) console.warn(`skipped: the comparison with reference files, which are not at ${DATA}`);

interface Reading {
  state: string;
  issuer?: string;
  declares?: string[];
  irregular?: string[];
}
type Expected = Record<
  string,
  { label?: string; noLists?: Reading; lists?: Reading; testLists?: Reading } | undefined
>;

const SETS = [
  ['noLists', null],
  ['lists', 'lists.json'],
  ['testLists', 'lists-test.json'],
] as const;

const expected = isThere ? (JSON.parse(readFileSync(EXPECTED, 'utf8')) as Expected) : {};
const files = Object.keys(expected).filter((file) => /\.(mp4|mov|m4v|m4a|mp3|wav)$/.test(file));

describe.skipIf(!isThere).each(SETS)('reference files with %s', (set, listsFile) => {
  const seen = new Map<string, VideoResult | undefined>();
  // Without lists every chain ends the same way: the downloads of generators are enough to show it.
  const wanted = files.filter(
    (file) => expected[file]?.[set] && (set !== 'noLists' || file.startsWith('generators/')),
  );

  beforeAll(async () => {
    const trust: TrustList[] = listsFile ? await readTrustFile(join(DATA, 'trust', listsFile)) : [];
    const pages = await verifyPages({
      browser: 'chromium',
      extensionDir: await ensureBuilt('chromium', () => undefined),
      trust,
      timeoutMs: 60_000,
      // Credentials are what is compared: no estimate is needed.
      mode: 'viewer',
      targets: wanted.map((file) => ({ given: join(DATA, 'c2pa', file), kind: 'file' })),
      say: () => undefined,
    });
    for (const [index, file] of wanted.entries()) seen.set(file, pages[index]?.videos[0]);
  }, 600_000);

  it.each(wanted)('%s', (file) => {
    const reading = expected[file]?.[set];
    const video = seen.get(file);
    const details = video?.evidence.find(({ source }) => source === 'credentials')?.details;
    const credentials = details && 'state' in details ? details : null;
    expect(credentials?.state ?? 'unreadable').toBe(reading?.state);
    if (reading?.issuer) expect(video?.issuer).toBe(reading.issuer);
    if (reading?.declares) expect(credentials?.declares).toEqual(expect.arrayContaining(reading.declares));
    if (reading?.irregular) expect(credentials?.irregular.toSorted()).toEqual(reading.irregular.toSorted());
    const label = set === 'lists' ? expected[file]?.label : undefined;
    if (label) expect(video?.label).toBe(label);
  });
});
