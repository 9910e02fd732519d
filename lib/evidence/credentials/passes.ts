import type { ReadStore, Reading } from './library';
import type { Codes, Ingredient, Store } from './store';
import { LIST_KINDS, type TrustList } from './trust-list';

const UNTRUSTED = 'signingCredential.untrusted';
const TRUSTED = 'signingCredential.trusted';
const EXPIRED = 'signingCredential.expired';

/** A store whose codes were judged by each list for its own use only. */
export interface JudgedStore {
  store: Store;
  /** The most official manifest list whose anchors the active claim reaches; null where none. */
  list: TrustList | null;
  /** Failures of the active manifest. */
  failures: string[];
  successes: string[];
  /** The active claim carries a time stamp that the time-stamp lists accept. */
  timeStamped: boolean;
  /** Addresses of the ingredient assertions whose manifest reaches an anchor. */
  trustedIngredients: Set<string>;
}

/**
 * Reads the same bytes several times, since this library lets a root given for one use serve for every other:
 * once with the time-stamp lists alone (hashes, signature, expiry), then with one manifest list after the other,
 * the most official first and every time stamp taken as it is (who signed), and with the identity lists where there is an
 * identity. A claim is trusted where a manifest list is reached and the first reading finds it in time.
 * @param first tried before the others, where an earlier reading of the same credentials reached it
 */
export async function readJudged(
  read: ReadStore,
  format: string,
  bytes: Uint8Array,
  lists: readonly TrustList[],
  first: string | null = null,
): Promise<JudgedStore | Exclude<Reading, { kind: 'store' }>> {
  const manifestLists = inOrder(lists.filter(({ use }) => use === 'manifest'));
  const base = await read(format, bytes, {
    lists: lists.filter(({ use }) => use === 'tsa'),
    checkTimeStamps: true,
  });
  if (base.kind !== 'store') return base;
  const { store } = base;
  const claims = await judgeClaims(read, format, bytes, startWith(manifestLists, first), store);
  const identity = await judgeIdentity(read, format, bytes, lists, store);
  const apart = (code: string) => !code.startsWith('cawg.') && !isOfCredential(code);
  return {
    store,
    list: claims.list,
    failures: [...claims.failures, ...store.codes.failure.filter(apart), ...identity],
    successes: store.codes.success.filter(apart),
    timeStamped: store.codes.success.includes('timeStamp.trusted'),
    trustedIngredients: claims.trustedIngredients,
  };
}

/** Codes that depend on which anchors were given; expiry depends on the time stamp only. */
const isOfCredential = (code: string): boolean => code.startsWith('signingCredential.') && code !== EXPIRED;

interface Claims {
  list: TrustList | null;
  failures: string[];
  trustedIngredients: Set<string>;
}

async function judgeClaims(
  read: ReadStore,
  format: string,
  bytes: Uint8Array,
  lists: readonly TrustList[],
  store: Store,
): Promise<Claims> {
  const open = new Set(ingredientAddresses(store).map(([address]) => address));
  const trustedIngredients = new Set<string>();
  let list: TrustList | null = null;
  let failures: string[] | null = null;
  // Without lists one reading tells what the credential lacks by itself.
  for (const candidate of lists.length > 0 ? lists : [null]) {
    const pass = await read(format, bytes, { lists: candidate ? [candidate] : [], checkTimeStamps: false });
    if (pass.kind !== 'store' || pass.store.active !== store.active) continue;
    const { codes } = pass.store;
    const reached =
      candidate !== null && codes.success.includes(TRUSTED) && !codes.failure.includes(UNTRUSTED);
    if (!list && (reached || !failures)) failures = codes.failure.filter(isOfCredential);
    if (!list && reached) list = candidate;
    if (candidate)
      for (const [address, ingredient] of ingredientAddresses(pass.store))
        if (open.has(address) && reaches(ingredient, pass.store.deltas.get(address))) {
          open.delete(address);
          trustedIngredients.add(address);
        }
    if (list && open.size === 0) break;
  }
  return { list, failures: failures ?? [UNTRUSTED], trustedIngredients };
}

/** What was recorded when the ingredient was taken in holds, unless today's reading says otherwise. */
function reaches(ingredient: Ingredient, delta: Codes | undefined): boolean {
  if (delta?.failure.includes(UNTRUSTED)) return false;
  return delta?.success.includes(TRUSTED) === true || ingredient.recorded.success.includes(TRUSTED);
}

async function judgeIdentity(
  read: ReadStore,
  format: string,
  bytes: Uint8Array,
  lists: readonly TrustList[],
  store: Store,
): Promise<string[]> {
  const { success, failure } = store.codes;
  if (![...success, ...failure].some((code) => code.startsWith('cawg.'))) return [];
  const own = lists.filter(({ use }) => use === 'cawg');
  const pass = await read(format, bytes, { lists: own, checkTimeStamps: false });
  return pass.kind === 'store' ? pass.store.codes.failure.filter((code) => code.startsWith('cawg.')) : [];
}

/**
 * Every ingredient with a manifest of its own, by the address of its assertion; also those that the library validated but
 * could not list, since the manifest that names them cannot be read.
 */
export function ingredientAddresses(store: Store): [string, Ingredient][] {
  const named = [...store.manifests].flatMap(([label, manifest]) =>
    manifest.ingredients.map((ingredient): [string, Ingredient] => [
      ingredientAddress(label, ingredient.label),
      ingredient,
    ]),
  );
  const known = new Set(named.map(([address]) => address));
  const unnamed = [...store.deltas]
    .filter(([address, { success, failure }]) => !known.has(address) && success.length + failure.length > 0)
    .map(([address]): [string, Ingredient] => [address, UNNAMED]);
  return [...named.filter(([, { manifest }]) => manifest !== null), ...unnamed];
}

const UNNAMED: Ingredient = {
  label: '',
  title: '',
  relationship: 'unknown',
  manifest: '',
  recorded: { success: [], failure: [] },
};

/** Address of an ingredient assertion, as the library writes it in its deltas. */
export function ingredientAddress(manifest: string, assertion: string): string {
  return `self#jumbf=/c2pa/${manifest}/c2pa.assertions/${assertion}`;
}

function inOrder(lists: readonly TrustList[]): TrustList[] {
  return [...lists].sort((a, b) => LIST_KINDS.indexOf(a.kind) - LIST_KINDS.indexOf(b.kind));
}

function startWith(lists: readonly TrustList[], name: string | null): TrustList[] {
  return [...lists.filter((list) => list.name === name), ...lists.filter((list) => list.name !== name)];
}
