import type { LabelKind } from '../../evidence/platform-label/details';
import { findObject, parseScript, valueAt } from './page-data';
import type { DataReading } from './site';

/** Values that mean a label, by the field that holds them; null: known, and no label. */
interface Field {
  /** Path from the post's object. */
  path: string[];
  /** @returns undefined where this value says nothing */
  kind(value: unknown): LabelKind | null | undefined;
}

/**
 * Reads fields of the post's own object: the first one that has the post's id in one of `ids` and one of the
 * fields. The first field that means a label counts; else the answer is "no label", if any field said that.
 */
export function fieldsOf(ids: readonly string[], fields: readonly Field[]) {
  return (json: string, postId: string): DataReading | null => {
    const object = findObject(
      parseScript(json),
      (at) =>
        ids.some((id) => Object.hasOwn(at, id) && String(at[id]) === postId) &&
        fields.some(({ path, kind }) => kind(valueAt(at, ...path)) !== undefined),
    );
    if (!object) return null;
    for (const { path, kind } of fields) {
      const value = valueAt(object, ...path);
      const meaning = kind(value);
      if (meaning) return { kind: meaning, text: `${path.at(-1)}: ${String(value)}` };
    }
    return { kind: null, text: '' };
  };
}
