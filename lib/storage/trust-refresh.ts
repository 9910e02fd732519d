import { MAX_LIST_CHARS, readCertificates } from './pem';
import { TrustListError, type TrustListProblem } from './trust-list-error';
import { TRUST_SOURCES, type TrustSource } from './trust-sources';
import type { StoredTrustList } from './stored-trust-list';
import { changeList, storedTrustLists } from './trust-store';

type Fetch = typeof globalThis.fetch;

export interface RefreshResult {
  name: string;
  outcome: 'updated' | 'unchanged' | 'failed';
  /** Why the copy that we had (or none) was kept; null unless failed. */
  problem: TrustListProblem | null;
}

const TIMEOUT_MS = 20_000;

/**
 * Asks the publishers of the known lists for newer copies. A list is replaced only as a whole and only by one
 * that parses; whatever goes wrong, the copy that was there stays and its `problem` says why.
 * Lists that the viewer put aside are not asked for.
 */
export async function refreshTrustLists(
  fetch: Fetch,
  signal: AbortSignal,
  sources: readonly TrustSource[] = TRUST_SOURCES,
): Promise<RefreshResult[]> {
  const stored = new Map((await storedTrustLists()).map((entry) => [entry.list.name, entry]));
  const wanted = sources.filter(({ name }) => stored.get(name)?.enabled !== false);
  return Promise.all(
    wanted.map((source) => refreshOne(fetch, signal, source, stored.get(source.name) ?? null)),
  );
}

/** The oldest answer of any publisher, milliseconds since the epoch; 0 where one was never asked. */
export async function lastRefresh(): Promise<number> {
  const checked = new Map((await storedTrustLists()).map(({ list, checked }) => [list.name, checked]));
  return Math.min(...TRUST_SOURCES.map(({ name }) => Date.parse(checked.get(name) ?? '') || 0));
}

async function refreshOne(
  fetch: Fetch,
  signal: AbortSignal,
  source: TrustSource,
  old: StoredTrustList | null,
): Promise<RefreshResult> {
  const { name, kind, use } = source;
  try {
    const [pem, allowed, config] = await Promise.all([
      readPart(fetch, signal, source.pem, old, certificates),
      readPart(fetch, signal, source.allowed, old, certificates),
      readPart(fetch, signal, source.config, old, keyUsages),
    ]);
    const checked = new Date().toISOString();
    const fresh = [pem, allowed, config].some((part) => part !== null && part.text !== null);
    await changeList(name, (now) => {
      // Removed, put aside or brought by the viewer in the meantime: theirs stands.
      if (now && !fresh) return { ...now, checked, problem: null };
      const list = {
        ...{ name, kind, use, date: checked },
        pem: pem?.text ?? now?.list.pem ?? '',
        allowed: allowed?.text ?? now?.list.allowed ?? '',
        config: config?.text ?? now?.list.config ?? '',
        origin: source.pem ?? source.allowed ?? '',
      };
      const etags = Object.assign({}, ...[pem, allowed, config].map((part) => part?.etag ?? {}));
      return { list, enabled: now?.enabled ?? true, checked, problem: null, etags };
    });
    return { name, outcome: fresh ? 'updated' : 'unchanged', problem: null };
  } catch (error) {
    const problem = error instanceof TrustListError ? error.problem : 'not-answered';
    await changeList(name, (now) => now && { ...now, problem });
    return { name, outcome: 'failed', problem };
  }
}

interface Part {
  /** Null where the publisher says that our copy is current. */
  text: string | null;
  etag: Record<string, string>;
}

async function readPart(
  fetch: Fetch,
  signal: AbortSignal,
  address: string | null,
  old: StoredTrustList | null,
  parse: (text: string) => string,
): Promise<Part | null> {
  if (address === null) return null;
  const known = old?.etags[address];
  const answer = await ask(fetch, address, known, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
  if (answer.status === 304 && known) return { text: null, etag: { [address]: known } };
  if (answer.status !== 200) throw new TrustListError('not-answered', `${address} answered ${answer.status}`);
  if (Number(answer.headers.get('content-length')) > MAX_LIST_CHARS)
    throw new TrustListError('too-large', `${address} is too large`);
  const text = parse(await answer.text());
  const etag = answer.headers.get('etag');
  return { text, etag: etag ? { [address]: etag } : {} };
}

/**
 * A conditional request where an ETag is known. Without host permission that header needs a preflight which
 * some servers refuse; then the browser's own cache asks conditionally instead.
 */
async function ask(
  fetch: Fetch,
  url: string,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const options = { credentials: 'omit', referrerPolicy: 'no-referrer', signal } as const;
  if (etag) {
    try {
      return await fetch(url, { ...options, headers: { 'If-None-Match': etag } });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return fetch(url, { ...options, cache: 'no-cache' });
}

const certificates = (text: string): string => readCertificates(text).join('');

/** OIDs, one a line, with `//` comments between. */
function keyUsages(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'));
  if (lines.length === 0 || !lines.every((line) => /^\d+(\.\d+)+$/.test(line)))
    throw new TrustListError('broken-config', 'the key usages are not a list of OIDs');
  return `${lines.join('\n')}\n`;
}
