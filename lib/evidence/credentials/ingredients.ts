import { barsTrust, isContentChanged, isFormal, isRevoked, isSignatureBroken, isSuccess } from './codes';
import type { CredentialState, IngredientSummary } from './details';
import type { JudgedStore } from './passes';
import type { Ingredient } from './store';

const RELATIONSHIPS = new Set(['parentOf', 'componentOf', 'inputTo']);
const EXPIRED = 'signingCredential.expired';

/**
 * State of an ingredient: today's findings, and what the signer recorded when it was taken in, which is all that is
 * known of its content. Its failures are those of today and those recorded ones that say that something
 * was broken; whether it was trusted then is of no use now.
 */
export function summariseIngredient(
  judged: JudgedStore,
  address: string,
  ingredient: Ingredient,
): IngredientSummary {
  const delta = judged.store.deltas.get(address);
  const trusted = judged.trustedIngredients.has(address);
  const recorded = ingredient.recorded.failure.filter((code) => !isSuccess(code));
  const today = (delta?.failure ?? []).filter((code) => !(trusted && code === 'signingCredential.untrusted'));
  const broken = recorded.filter(
    (code) => isContentChanged(code) || isSignatureBroken(code) || isRevoked(code) || isMismatch(code),
  );
  const failures = [...new Set([...today, ...broken])];
  const stillExpired = recorded.includes(EXPIRED) && !delta?.success.includes('timeStamp.trusted');
  return {
    title: ingredient.title,
    relationship: RELATIONSHIPS.has(ingredient.relationship)
      ? (ingredient.relationship as IngredientSummary['relationship'])
      : 'unknown',
    state:
      ingredient.manifest === null && failures.length === 0
        ? 'none'
        : stateOf(failures, trusted, stillExpired),
    failures,
  };
}

const isMismatch = (code: string): boolean => code.startsWith('ingredient.') && code.endsWith('mismatch');

function stateOf(failures: readonly string[], trusted: boolean, expired: boolean): CredentialState {
  if (failures.some((code) => isContentChanged(code) || isMismatch(code))) return 'invalid';
  if (failures.some(isRevoked)) return 'revoked';
  if (failures.some(isSignatureBroken)) return 'invalid';
  return trusted && !expired && !failures.some((code) => barsTrust(code) && !isFormal(code))
    ? 'trusted'
    : 'unrecognised';
}
