import type { VendorDeclaration } from './details';
import type { Action, Manifest } from './store';
import { shortSourceType } from './store';

/** Source types by which AI made the whole (IPTC Digital Source Type vocabulary; C2PA 2.3, 18.15). */
export const AI_GENERATED_TYPES: ReadonlySet<string> = new Set([
  'trainedAlgorithmicMedia',
  'trainedAlgorithmicData',
]);
/** Source types by which AI made a part. */
export const AI_EDITED_TYPES: ReadonlySet<string> = new Set(['compositeWithTrainedAlgorithmicMedia']);

/** Actions that say where an asset comes from; with any other action an AI source type means an edit by AI. */
const INCEPTION = new Set(['c2pa.created', 'c2pa.published']);

interface VendorField {
  /** Name of an action's parameter. */
  field: string;
  /** Who writes it, and where that was seen. */
  source: string;
}

/** Fields of vendors that hold a source type where the specification has one of its own. */
export const VENDOR_FIELDS: readonly VendorField[] = [
  {
    field: 'com.adobe.digitalSourceType',
    source: 'Adobe Firefly, downloads of 2026 made with models of others: parameters of a c2pa.opened action',
  },
];

/** Short names of the source types that a manifest's actions declare, in order, each once. */
export function declaredTypes(manifest: Manifest): string[] {
  return [...new Set(manifest.actions.flatMap(({ digitalSourceType }) => digitalSourceType ?? []))];
}

/** Declarations in vendors' fields and in metadata assertions. */
export function otherDeclarations(manifest: Manifest): VendorDeclaration[] {
  const vendors = manifest.actions.flatMap(({ parameters }) =>
    parameters.flatMap(([key, value]) => {
      const type = VENDOR_FIELDS.some(({ field }) => field === key) ? shortSourceType(value) : null;
      return type ? [{ field: key, digitalSourceType: type }] : [];
    }),
  );
  const metadata = manifest.metadata.map(({ field, value }) => ({ field, digitalSourceType: value }));
  return [...vendors, ...metadata];
}

/** An action by which AI changed what was there before. */
export function isAiEdit({ action, digitalSourceType }: Action): boolean {
  if (digitalSourceType === null) return false;
  if (AI_EDITED_TYPES.has(digitalSourceType)) return true;
  return AI_GENERATED_TYPES.has(digitalSourceType) && !INCEPTION.has(action);
}
