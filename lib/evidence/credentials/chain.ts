import type { Position } from './details';
import { ingredientAddress, ingredientAddresses } from './passes';
import type { Ingredient, Manifest, Store } from './store';

/** A manifest of the store with its place, and the ingredient by which it came in (null for the active one). */
export interface Link {
  label: string;
  manifest: Manifest;
  position: Position;
}

/** An ingredient with its place. */
export interface UsedIngredient {
  /** Address of its assertion. */
  address: string;
  position: Exclude<Position, 'active'>;
  ingredient: Ingredient;
}

export interface Chain {
  links: Link[];
  ingredients: UsedIngredient[];
}

/**
 * Follows the ingredients from the active manifest on. What is reached by `parentOf` all the way is a parent; everything
 * else is a component: what a component was made from, and what no manifest that can be read leads to. Each manifest is visited once in each position, so
 * rings end.
 */
export function followIngredients(store: Store): Chain {
  const links: Link[] = [];
  const ingredients: UsedIngredient[] = [];
  const seen = new Set<string>();
  const open: [string, Position][] = [[store.active, 'active']];
  for (let next = open.shift(); next; next = open.shift()) {
    const [label, position] = next;
    const manifest = store.manifests.get(label);
    if (!manifest || seen.has(`${position} ${label}`)) continue;
    seen.add(`${position} ${label}`);
    links.push({ label, manifest, position });
    for (const ingredient of manifest.ingredients) {
      const below =
        position !== 'component' && ingredient.relationship === 'parentOf' ? 'parent' : 'component';
      ingredients.push({ address: ingredientAddress(label, ingredient.label), position: below, ingredient });
      if (ingredient.manifest !== null) open.push([ingredient.manifest, below]);
    }
  }
  const placed = new Set(ingredients.map(({ address }) => address));
  for (const [address, ingredient] of ingredientAddresses(store))
    if (!placed.has(address)) ingredients.push({ address, position: 'component', ingredient });
  return { links, ingredients };
}
