import { type Chain, followIngredients, type Link } from './chain';
import { declaredTypes, isAiEdit, otherDeclarations } from './declarations';
import type { CredentialsDetails, Note } from './details';
import { emptyDetails } from './details';
import { isApart } from './codes';
import { summariseIngredient } from './ingredients';
import type { JudgedStore } from './passes';
import { type Facts, irregularities, judge, withoutContent } from './state';

const MOST_ACTIONS = 100;
const MOST_INGREDIENTS = 100;

export interface SummaryOptions {
  contentCheck: CredentialsDetails['contentCheck'];
  notes: readonly Note[];
}

/** Puts what the library found, judged list by list, into the words of `details.ts`. */
export function summarise(judged: JudgedStore, { contentCheck, notes }: SummaryOptions): CredentialsDetails {
  const { store, list } = judged;
  const contentChecked = contentCheck === 'done';
  const only = (codes: readonly string[]) => [...new Set(contentChecked ? codes : withoutContent(codes))];
  const facts: Facts = {
    failures: only(judged.failures),
    successes: only(judged.successes),
    reached: list !== null,
    contentChecked,
  };
  const { state, broken } = judge(facts);
  const chain = followIngredients(store);
  const active = store.manifests.get(store.active);
  const ingredients = chain.ingredients.map(({ address, position, ingredient }) => ({
    position,
    summary: summariseIngredient(judged, address, ingredient),
  }));
  const parentsIntact = ingredients.every(
    ({ position, summary }) =>
      position !== 'parent' || (summary.state === 'trusted' && summary.failures.length === 0),
  );
  return {
    ...emptyDetails(state),
    broken,
    issuer: active?.signature.issuer ?? active?.signature.commonName ?? null,
    issuerRecognised: list !== null,
    list: list?.name ?? null,
    listKind: list?.kind ?? null,
    listDate: list?.date ?? null,
    claimGenerator: active?.claimGenerator ?? null,
    signedAt: active?.signature.time ?? null,
    timeStamped: judged.timeStamped,
    ...declarationsOf(store.manifests.values(), chain),
    parentChainIntact:
      contentChecked && state === 'trusted' && facts.failures.every(isApart) && parentsIntact,
    irregular: irregularities(facts),
    ingredients: ingredients.slice(0, MOST_INGREDIENTS).map(({ summary }) => summary),
    failures: [...facts.failures],
    notes: [...notes],
    contentCheck,
  };
}

type Declarations = Pick<
  CredentialsDetails,
  'declares' | 'declared' | 'vendorDeclares' | 'aiEdit' | 'actions'
>;

function declarationsOf(manifests: Iterable<Link['manifest']>, { links }: Chain): Declarations {
  const at = <T>(position: Link['position'], read: (manifest: Link['manifest']) => T[]): T[] =>
    links.filter((link) => link.position === position).flatMap(({ manifest }) => read(manifest));
  const active = at('active', declaredTypes);
  const parents = at('parent', declaredTypes);
  const components = at('component', declaredTypes);
  const ofComponents = at('component', otherDeclarations).map(({ digitalSourceType }) => digitalSourceType);
  return {
    // Manifests that no ingredient leads to count here, though they have no place in the chain.
    declares: [...new Set([...active, ...parents, ...components, ...[...manifests].flatMap(declaredTypes)])],
    declared: {
      active: [...new Set(active)],
      parents: [...new Set(parents)],
      components: [...new Set([...components, ...ofComponents])],
    },
    vendorDeclares: [...at('active', otherDeclarations), ...at('parent', otherDeclarations)],
    aiEdit: [
      ...at('active', (manifest) => manifest.actions),
      ...at('parent', (manifest) => manifest.actions),
    ].some(isAiEdit),
    actions: links
      .flatMap(({ manifest, position }) =>
        manifest.actions.map(({ parameters: _, ...action }) => ({ ...action, position })),
      )
      .slice(0, MOST_ACTIONS),
  };
}
