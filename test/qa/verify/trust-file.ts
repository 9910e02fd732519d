import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseListsFile } from '../../../lib/evidence/credentials/lists-file.ts';
import type { TrustList } from '../../../lib/evidence/credentials/trust-list.ts';
import { UsageError } from './arguments.ts';

/**
 * Reads a LISTS.json; its paths are relative to it.
 * @throws UsageError that names what is wrong
 */
export async function readTrustFile(file: string): Promise<TrustList[]> {
  try {
    const folder = dirname(file);
    return await parseListsFile(await readFile(file, 'utf8'), (path) =>
      readFile(resolve(folder, path), 'utf8'),
    );
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file}: ${code === 'ENOENT' ? 'no such file' : message}`, { cause: error });
  }
}
