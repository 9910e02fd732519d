import type { Position } from './details';
import type { Ingredient, Manifest, Store } from './store';

/** A manifest of the store with its place, and the ingredient by which it came in (null for the active one). */
export interface Link {
  label: string;
  manifest: Manifest;
  position: Position;
}

/** An ingredient with the manifest that names it. */
export interface UsedIngredient {
  /** Label of the manifest that names it. */
  by: string;
  position: Exclude<Position, 'active'>;
  ingredient: Ingredient;
}

export interface Chain {
  links: Link[];
  ingredients: UsedIngredient[];
}

/**
 * Follows the ingredients from the active manifest on. What is reached by `parentOf` all the way is a parent; everything
 * else is a component, and so is what a component was made from. Each manifest is visited once in each position, so
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
      ingredients.push({ by: label, position: below, ingredient });
      if (ingredient.manifest !== null) open.push([ingredient.manifest, below]);
    }
  }
  return { links, ingredients };
}
