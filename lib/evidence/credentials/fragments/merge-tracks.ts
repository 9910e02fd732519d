import type { CredentialsDetails, CredentialState } from '../details';

/** From what says most against a stream to what says most for it. */
const WORST_FIRST: readonly CredentialState[] = [
  'invalid',
  'revoked',
  'malformed',
  'remote',
  'unreadable',
  'none',
  'unrecognised',
  'trusted',
];

const union = <T>(all: readonly T[][]): T[] => [
  ...new Map(all.flat().map((item) => [JSON.stringify(item), item])).values(),
];

/**
 * One set of details for tracks that are played together, each with a manifest of its own. The weakest decides state and
 * issuer; what any of them declares is declared; the chain of parents is intact where it is in all.
 * @param all the track on screen first
 * @returns null for none
 */
export function mergeTracks(all: readonly CredentialsDetails[]): CredentialsDetails | null {
  const rank = ({ state }: CredentialsDetails) => WORST_FIRST.indexOf(state);
  const [weakest] = [...all].sort((a, b) => rank(a) - rank(b));
  if (!weakest || all.length === 1) return weakest ?? null;
  return {
    ...weakest,
    declares: union(all.map(({ declares }) => declares)),
    declared: {
      active: union(all.map(({ declared }) => declared.active)),
      parents: union(all.map(({ declared }) => declared.parents)),
      components: union(all.map(({ declared }) => declared.components)),
    },
    vendorDeclares: union(all.map(({ vendorDeclares }) => vendorDeclares)),
    aiEdit: all.some(({ aiEdit }) => aiEdit),
    parentChainIntact: all.every(({ parentChainIntact }) => parentChainIntact),
    actions: union(all.map(({ actions }) => actions)),
    irregular: union(all.map(({ irregular }) => irregular)),
    ingredients: union(all.map(({ ingredients }) => ingredients)),
    failures: union(all.map(({ failures }) => failures)),
    notes: union(all.map(({ notes }) => notes)),
  };
}
