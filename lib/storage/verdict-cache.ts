import type { Evidence } from '../evidence/evidence';
import { openDatabase } from './database';

/** Verdicts kept; the least recently used go first. */
const CAPACITY = 2000;

/** Finished evidence of files that were read before, so that a video seen again costs one small request. */
export interface VerdictCache {
  get(key: string): Promise<Evidence[] | null>;
  put(key: string, evidence: Evidence[]): Promise<void>;
}

/**
 * The cache in IndexedDB. A key names the file and everything the answer depends on: address, validators
 * of the server, trust lists, model; see {@link verdictKey}.
 */
export const verdictCache: VerdictCache = {
  async get(key) {
    const database = await openDatabase();
    const entry = await database.get('verdicts', key);
    if (!entry) return null;
    await database.put('verdicts', { ...entry, used: Date.now() }, key);
    return entry.evidence;
  },
  async put(key, evidence) {
    const database = await openDatabase();
    await database.put('verdicts', { evidence, used: Date.now() }, key);
    const excess = (await database.count('verdicts')) - CAPACITY;
    if (excess <= 0) return;
    let cursor = await database.transaction('verdicts', 'readwrite').store.index('used').openCursor();
    for (let left = excess; cursor && left > 0; left--) {
      await cursor.delete();
      cursor = await cursor.continue();
    }
  },
};

/** Forgets every kept verdict. */
export async function clearVerdicts(): Promise<void> {
  await (await openDatabase()).clear('verdicts');
}

/** Digest of the parts that an answer depends on: SHA-256, hex. */
export async function verdictKey(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
