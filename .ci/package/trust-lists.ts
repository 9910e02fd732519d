import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TRUST_SOURCES, type TrustSource } from '../../lib/storage/trust-sources.ts';

/** A copy younger than this is not fetched again. */
const FRESH_MS = 24 * 60 * 60 * 1000;
const TIMEOUT_MS = 10_000;

export interface PackagedFile {
  relativeDest: string;
  contents: string;
}

/** File name of one part of a list inside `trust/`. */
const fileName = (name: string, part: string) =>
  `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${part}`;

async function fetchText(url: string, cache: string): Promise<string> {
  const file = join(cache, encodeURIComponent(url));
  const age = await stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
  if (age < FRESH_MS) return readFile(file, 'utf8');
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const text = await answer.text();
  await mkdir(cache, { recursive: true });
  await writeFile(file, text);
  return text;
}

async function packageList(source: TrustSource, cache: string) {
  const files: PackagedFile[] = [];
  const entry: Record<string, string> = { name: source.name, kind: source.kind, use: source.use };
  for (const part of ['pem', 'allowed', 'config'] as const) {
    const url = source[part];
    if (!url) continue;
    const name = fileName(
      source.name,
      part === 'config' ? 'cfg' : part === 'allowed' ? 'allowed.pem' : 'pem',
    );
    files.push({ relativeDest: `trust/${name}`, contents: await fetchText(url, cache) });
    entry[part] = name;
  }
  return { files, entry: { ...entry, date: new Date().toISOString() } };
}

/**
 * Copies of the public trust lists for the package, fetched when the network allows (none is committed).
 * A list that cannot be fetched is left out and named on the console; the extension asks for it at run time.
 * @param cache folder for fetched copies, outside the package
 */
export async function packageTrustLists(cache: string): Promise<PackagedFile[]> {
  const results = await Promise.allSettled(TRUST_SOURCES.map((source) => packageList(source, cache)));
  const packaged = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const missing = TRUST_SOURCES.filter((_, index) => results[index]?.status === 'rejected');
  if (missing.length > 0)
    console.warn(
      `Trust lists not packaged, because they could not be fetched now: ${missing.map(({ name }) => name).join(', ')}.`,
    );
  if (packaged.length === 0) return [];
  return [
    {
      relativeDest: 'trust/lists.json',
      contents: JSON.stringify(
        packaged.map(({ entry }) => entry),
        null,
        1,
      ),
    },
    ...packaged.flatMap(({ files }) => files),
  ];
}
