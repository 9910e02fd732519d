import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseListsFile } from '../../../lib/evidence/credentials/lists-file';
import type { TrustList } from '../../../lib/evidence/credentials/trust-list';

/** Folder of real media that may not be part of the project; absent in most clones. */
const FOLDER = process.env.WHENCE_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');

export const hasData = existsSync(join(FOLDER, 'c2pa/expected.json'));

/** Says in one line what a suite leaves out where the folder is absent. */
export function warnWithoutData(what: string): void {
  if (!hasData) console.warn(`SKIPPED: ${what}: no real media at ../shared/data`);
}

export const dataPath = (name: string): string => join(FOLDER, name);
export const dataFile = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(dataPath(name)));

export const LIST_FILES = { noLists: null, lists: 'lists.json', testLists: 'lists-test.json' } as const;
export type ListSet = keyof typeof LIST_FILES;

export async function dataLists(set: ListSet): Promise<TrustList[]> {
  const file = LIST_FILES[set];
  if (file === null) return [];
  const folder = dataPath('trust');
  const json = await readFile(join(folder, file), 'utf8');
  return parseListsFile(json, (path) => readFile(join(folder, path), 'utf8'));
}

/** One reading of a file in expected.json. */
export interface ExpectedReading {
  state: string;
  issuer?: string | null;
  declares?: string[];
  irregular?: string[];
  ingredientFailures?: string[];
  failures?: string[];
}
export type Expected = Partial<Record<ListSet, ExpectedReading>> & { label?: string };

export function expectedReadings(): [string, Expected][] {
  return Object.entries(
    JSON.parse(readFileSync(dataPath('c2pa/expected.json'), 'utf8')) as Record<string, Expected>,
  );
}
