import * as v from 'valibot';
import { LIST_KINDS, LIST_USES, type TrustList } from './trust-list';

/** A lists file that cannot be used; the message is one line that says where and why. */
export class ListsFileError extends Error {
  override readonly name = 'ListsFileError';
}

const path = v.pipe(v.string(), v.nonEmpty('is empty'));
const Entry = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty('is empty'), v.maxLength(200)),
  kind: v.picklist(LIST_KINDS),
  use: v.picklist(LIST_USES),
  pem: path,
  allowed: v.optional(path),
  config: v.optional(path),
});
/** LISTS.json: trust lists by the files that hold them. */
export const ListsFileSchema = v.pipe(v.array(Entry), v.minLength(1, 'names no list'));

export interface ListsFileOptions {
  /** When this copy was taken, ISO 8601; null where unknown. */
  date?: string | null;
  /** Where it came from; `import` unless told. */
  origin?: string;
}

/**
 * Reads a lists file and the files that it names.
 * @param json its text
 * @param readFile reads a file by the path in it, relative to the lists file; rejects where there is none
 * @throws ListsFileError
 */
export async function parseListsFile(
  json: string,
  readFile: (path: string) => Promise<string>,
  { date = null, origin = 'import' }: ListsFileOptions = {},
): Promise<TrustList[]> {
  const entries = parseEntries(json);
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name)) throw new ListsFileError(`two lists are named "${name}"`);
    names.add(name);
  }
  return Promise.all(
    entries.map(async ({ name, kind, use, ...files }) => {
      const read = (file: string | undefined, check: (text: string) => string | null) =>
        file === undefined ? '' : readChecked(name, file, readFile, check);
      const [pem, allowed, config] = await Promise.all([
        read(files.pem, faultOfCertificates),
        read(files.allowed, faultOfCertificates),
        read(files.config, faultOfUsages),
      ]);
      return { name, kind, use, pem, allowed, config, date, origin };
    }),
  );
}

function parseEntries(json: string): v.InferOutput<typeof ListsFileSchema> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new ListsFileError(`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  const result = v.safeParse(ListsFileSchema, parsed);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue);
  throw new ListsFileError(where ? `[${where}]: ${issue.message}` : issue.message);
}

async function readChecked(
  list: string,
  file: string,
  readFile: (path: string) => Promise<string>,
  faultOf: (text: string) => string | null,
): Promise<string> {
  let text: string;
  try {
    text = await readFile(file);
  } catch (cause) {
    throw new ListsFileError(`"${list}": ${file} cannot be read`, { cause });
  }
  const fault = faultOf(text);
  if (fault) throw new ListsFileError(`"${list}": ${file} ${fault}`);
  return text;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----\s*([A-Za-z0-9+/=\s]*?)\s*-----END CERTIFICATE-----/g;

function faultOfCertificates(text: string): string | null {
  const bodies = [...text.matchAll(CERTIFICATE)].map(([, body]) => (body ?? '').replace(/\s+/g, ''));
  const begun = text.split('-----BEGIN CERTIFICATE-----').length - 1;
  if (begun === 0) return 'holds no certificate (PEM)';
  // DER of a certificate is a sequence with a length of two bytes or more.
  const broken =
    bodies.length !== begun || bodies.some((body) => body.length % 4 !== 0 || !body.startsWith('MI'));
  return broken ? 'holds a broken certificate' : null;
}

function faultOfUsages(text: string): string | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//') && !line.startsWith('#'));
  if (lines.length === 0) return 'holds no key usage';
  const odd = lines.find((line) => !/^\d+(?:\.\d+)+$/.test(line));
  return odd === undefined ? null : `holds a line that is no OID: ${odd.slice(0, 40)}`;
}
