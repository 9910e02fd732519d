import { LIST_KINDS, type ListKind, type ListUse, type TrustList } from '../evidence/credentials/trust-list';
import { openDatabase } from './database';
import { exclusively } from './exclusively';
import { countCertificates, readCertificates, splitCertificates } from './pem';
import type { StoredTrustList } from './stored-trust-list';
import { TrustListError } from './trust-list-error';
import { TRUST_SOURCES } from './trust-sources';

export { TrustListError, type TrustListProblem } from './trust-list-error';

/** `origin` of a list that the viewer brought. */
export const IMPORTED = 'import';
const STORE = 'trust-lists';
const CHANNEL = 'whence-trust-lists';

/** Every list that is kept, put aside ones too: most official kind first, then by name. */
export async function storedTrustLists(): Promise<StoredTrustList[]> {
  const stored = await (await openDatabase()).getAll(STORE);
  const rank = ({ list }: StoredTrustList): number => LIST_KINDS.indexOf(list.kind);
  return stored.sort((a, b) => rank(a) - rank(b) || a.list.name.localeCompare(b.list.name));
}

/** The lists in use, in the order in which an anchor shared by two is named. */
export async function trustLists(): Promise<TrustList[]> {
  return (await storedTrustLists()).filter(({ enabled }) => enabled).map(({ list }) => list);
}

/** Certificates of one list, anchors and accepted end-entity certificates together. */
export function certificateCount({ pem, allowed }: TrustList): number {
  return countCertificates(pem) + countCertificates(allowed);
}

/**
 * Takes a PEM file of the viewer's.
 * @throws TrustListError no-name, name-taken, and what {@link readCertificates} throws
 */
export async function importTrustList(
  text: string,
  name: string,
  kind: ListKind,
  use: ListUse,
): Promise<TrustList> {
  const clean = name.trim().slice(0, 80);
  if (!clean) throw new TrustListError('no-name', 'a list needs a name');
  const { anchors, endEntities } = splitCertificates(readCertificates(text));
  const date = new Date().toISOString();
  const list = {
    name: clean,
    kind,
    use,
    pem: anchors,
    allowed: endEntities,
    config: '',
    date,
    origin: IMPORTED,
  };
  await changeList(clean, (old) => {
    if (old || TRUST_SOURCES.some((source) => source.name === clean))
      throw new TrustListError('name-taken', `there is a list named ${clean}`);
    return { list, enabled: true, checked: null, problem: null, etags: {} };
  });
  return list;
}

/** Removes a list that was imported; the known ones can only be put aside. */
export function removeTrustList(name: string): Promise<void> {
  return changeList(name, (old) => (old?.list.origin === IMPORTED ? null : old));
}

export function enableTrustList(name: string, enabled: boolean): Promise<void> {
  return changeList(name, (old) => old && { ...old, enabled });
}

/**
 * Reads, changes and writes one list while no other page does; `null` removes it.
 * Tells the other pages and workers when something was written.
 * @throws TrustListError not-stored, and what `change` throws
 */
export async function changeList(
  name: string,
  change: (old: StoredTrustList | null) => StoredTrustList | null,
): Promise<void> {
  const changed = await exclusively(STORE, async () => {
    try {
      const database = await openDatabase();
      const old = (await database.get(STORE, name)) ?? null;
      const next = change(old);
      if (next === old) return false;
      if (next) await database.put(STORE, next, name);
      else await database.delete(STORE, name);
      return true;
    } catch (cause) {
      if (cause instanceof TrustListError) throw cause;
      throw new TrustListError('not-stored', 'the browser did not store the list', { cause });
    }
  });
  if (changed) announce();
}

function announce(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/** Calls `listener` after another page or worker of the extension changed a list, until `signal` aborts. */
export function watchTrustLists(listener: () => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => listener();
  signal.addEventListener('abort', () => channel.close(), { once: true });
}
