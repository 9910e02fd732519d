import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { LIST_KINDS, LIST_USES, type TrustList } from '../../../lib/evidence/credentials/trust-list.ts';
import { readCertificates } from '../../../lib/storage/pem.ts';
import { UsageError } from './arguments.ts';

const ListsSchema = v.array(
  v.object({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
    kind: v.picklist(LIST_KINDS),
    use: v.picklist(LIST_USES),
    pem: v.string(),
    allowed: v.optional(v.string()),
    config: v.optional(v.string()),
  }),
);

/**
 * Reads a LISTS.json; its paths are relative to it.
 * @throws UsageError that names what is wrong
 */
export function readTrustFile(file: string): TrustList[] {
  const parsed = v.safeParse(ListsSchema, parseJson(read(file, file), file));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new UsageError(`${file}: ${v.getDotPath(issue) ?? 'the list'}: ${issue.message}`);
  }
  const names = new Set(parsed.output.map(({ name }) => name));
  if (names.size < parsed.output.length) throw new UsageError(`${file}: two lists have the same name`);
  return parsed.output.map(({ name, kind, use, pem, allowed, config }) => ({
    ...{ name, kind, use, date: null, origin: 'import' },
    pem: certificates(file, pem),
    allowed: allowed === undefined ? '' : certificates(file, allowed),
    config: config === undefined ? '' : read(resolve(dirname(file), config), file),
  }));
}

function certificates(file: string, path: string): string {
  try {
    return readCertificates(read(resolve(dirname(file), path), file)).join('');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: ${path}: ${(error as Error).message}`, { cause: error });
  }
}

function read(path: string, from: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'no such file' : code;
    throw new UsageError(path === from ? `${path}: ${why}` : `${from}: ${path}: ${why}`, { cause: error });
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
