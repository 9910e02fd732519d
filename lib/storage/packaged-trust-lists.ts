import * as v from 'valibot';
import { LIST_KINDS, LIST_USES } from '../evidence/credentials/trust-list';
import { readCertificates } from './pem';
import type { StoredTrustList } from './stored-trust-list';
import { changeList, IMPORTED, storedTrustLists } from './trust-store';

/** `trust/lists.json` of the package: paths relative to it, as in the LISTS.json that `verify` takes, and a date. */
const PackagedSchema = v.array(
  v.object({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
    kind: v.picklist(LIST_KINDS),
    use: v.picklist(LIST_USES),
    pem: v.optional(v.string()),
    allowed: v.optional(v.string()),
    config: v.optional(v.string()),
    date: v.optional(v.nullable(v.string()), null),
  }),
);

type PackagedList = v.InferOutput<typeof PackagedSchema>[number];

/**
 * Puts the copies that were packaged at build time into the store, where it has none or an older one.
 * Without `trust/lists.json` in the package nothing happens. One broken list does not keep the others out.
 * @param fetch reads packaged files
 * @param index address of `trust/lists.json`
 * @throws TrustListError, ValiError when the package itself is broken
 */
export async function seedTrustLists(fetch: typeof globalThis.fetch, index: string): Promise<void> {
  const answer = await fetch(index).catch(() => null);
  if (!answer?.ok) return;
  const known = new Map((await storedTrustLists()).map((entry) => [entry.list.name, entry]));
  const wanted = v
    .parse(PackagedSchema, await answer.json())
    .filter((entry) => isNewer(entry, known.get(entry.name) ?? null));
  const results = await Promise.allSettled(wanted.map((entry) => seedOne(fetch, index, entry)));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}

/** A copy without a date is a first copy only; what the viewer imported is never replaced. */
function isNewer({ date }: PackagedList, old: StoredTrustList | null): boolean {
  if (!old) return true;
  return old.list.origin !== IMPORTED && date !== null && (old.list.date === null || old.list.date < date);
}

async function seedOne(fetch: typeof globalThis.fetch, index: string, entry: PackagedList): Promise<void> {
  const read = async (path: string | undefined): Promise<string> =>
    path ? await (await fetch(new URL(path, index).href)).text() : '';
  const certificates = async (path: string | undefined): Promise<string> =>
    path ? readCertificates(await read(path)).join('') : '';
  const { name, kind, use, date } = entry;
  const list = {
    ...{ name, kind, use, date },
    pem: await certificates(entry.pem),
    allowed: await certificates(entry.allowed),
    config: await read(entry.config),
    origin: 'build',
  };
  await changeList(name, (old) =>
    isNewer(entry, old)
      ? { list, enabled: old?.enabled ?? true, checked: null, problem: null, etags: {} }
      : old,
  );
}
