import { cleanCode, cleanDate, cleanText } from './clean-text';

/**
 * The library's report, narrowed and cleaned: every string in it is the manifest maker's. Counts are bounded, so that
 * a hostile manifest costs no more than a large honest one.
 */
export interface Store {
  active: string;
  manifests: Map<string, Manifest>;
  codes: Codes;
  /** By the address of the ingredient assertion; what today's validation found beside what was recorded. */
  deltas: Map<string, Codes>;
}

export interface Codes {
  success: string[];
  failure: string[];
}

export interface Manifest {
  claimGenerator: string | null;
  signature: { issuer: string | null; commonName: string | null; time: string | null };
  actions: Action[];
  /** Source types in metadata assertions. */
  metadata: { field: string; value: string }[];
  ingredients: Ingredient[];
  /** The hash over an ISO-BMFF file; null where there is none. */
  binding: Binding | null;
}

export interface Binding {
  /** Paths of boxes that the hash leaves out, in whole or in part. */
  exclusions: string[];
  /** Media data is covered by a Merkle tree beside the hash. */
  merkle: boolean;
}

export interface Action {
  action: string;
  description: string | null;
  digitalSourceType: string | null;
  softwareAgent: string | null;
  when: string | null;
  parameters: [string, string][];
}

export interface Ingredient {
  /** Label of its assertion. */
  label: string;
  title: string;
  relationship: string;
  /** Label of its manifest in this store; null where it has none. */
  manifest: string | null;
  /** What the signer recorded when the ingredient was taken in. */
  recorded: Codes;
}

const MOST_MANIFESTS = 200;
const MOST_ACTIONS = 200;
const MOST_INGREDIENTS = 200;
const MOST_CODES = 2000;
const IPTC_FIELD = /(?:^|:)DigitalSourceType$/i;

/** @param report the library's JSON */
export function readStore(report: unknown): Store {
  const root = record(report);
  const results = record(root.validation_results);
  return {
    active: text(root.active_manifest) ?? '',
    manifests: new Map(
      Object.entries(record(root.manifests))
        .slice(0, MOST_MANIFESTS)
        .map(([label, manifest]) => [label, readManifest(record(manifest))]),
    ),
    codes: readCodes(results.activeManifest),
    deltas: new Map(
      list(results.ingredientDeltas, MOST_INGREDIENTS * 4).map((entry) => {
        const { ingredientAssertionURI, validationDeltas } = record(entry);
        return [text(ingredientAssertionURI) ?? '', readCodes(validationDeltas)];
      }),
    ),
  };
}

function readManifest(manifest: Fields): Manifest {
  const assertions = list(manifest.assertions, 1000).map(record);
  const signature = record(manifest.signature_info);
  const hash = assertions.find(({ label }) => text(label)?.startsWith('c2pa.hash.bmff'));
  return {
    claimGenerator: readGenerator(manifest),
    signature: {
      issuer: cleanText(signature.issuer, 100),
      commonName: cleanText(signature.common_name, 100),
      time: cleanDate(signature.time),
    },
    actions: assertions
      .filter(({ label }) => /^c2pa\.actions(?:\.|$|__)/.test(text(label) ?? ''))
      .flatMap(({ data }) => readActions(record(data)))
      .slice(0, MOST_ACTIONS),
    metadata: assertions
      .filter(({ label }) => /^(?:c2pa\.metadata|stds\.iptc)/.test(text(label) ?? ''))
      .flatMap(({ data }) => readMetadata(record(data))),
    ingredients: list(manifest.ingredients, MOST_INGREDIENTS).map((entry) => readIngredient(record(entry))),
    binding: hash ? readBinding(record(hash.data)) : null,
  };
}

function readBinding(data: Fields): Binding {
  return {
    exclusions: list(data.exclusions, 1000).flatMap((entry) => text(record(entry).xpath) ?? []),
    merkle: list(data.merkle, 1).length > 0,
  };
}

function readGenerator(manifest: Fields): string | null {
  const info = record(list(manifest.claim_generator_info, 1)[0]);
  const name = cleanText(info.name, 100);
  if (!name) return cleanText(manifest.claim_generator, 100);
  return [name, cleanText(info.version, 40)].filter(Boolean).join(' ');
}

function readActions(data: Fields): Action[] {
  const agents = list(data.softwareAgents, 100).map(record);
  return list(data.actions, MOST_ACTIONS).map((entry) => {
    const action = record(entry);
    const parameters = record(action.parameters);
    const agent =
      typeof action.softwareAgentIndex === 'number' ? agents[action.softwareAgentIndex] : undefined;
    return {
      action: cleanCode(action.action) ?? 'unknown',
      description: cleanText(action.description) ?? cleanText(parameters.description),
      digitalSourceType: shortSourceType(action.digitalSourceType),
      softwareAgent:
        cleanText(action.softwareAgent, 100) ?? cleanText(record(action.softwareAgent ?? agent).name, 100),
      when: cleanDate(action.when),
      parameters: Object.entries(parameters)
        .slice(0, 100)
        .flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[key, value]] : [])),
    };
  });
}

function readMetadata(data: Fields): { field: string; value: string }[] {
  return Object.entries(data)
    .slice(0, 500)
    .flatMap(([field, value]) => {
      const type = IPTC_FIELD.test(field) ? shortSourceType(value) : null;
      return type ? [{ field: cleanCode(field) ?? 'DigitalSourceType', value: type }] : [];
    });
}

function readIngredient(ingredient: Fields): Ingredient {
  const results = record(ingredient.validation_results);
  const old = list(ingredient.validation_status, MOST_CODES).flatMap(
    (status) => cleanCode(record(status).code) ?? [],
  );
  const recorded = readCodes(results.activeManifest);
  return {
    label: text(ingredient.label) ?? '',
    title: cleanText(ingredient.title) ?? '',
    relationship: cleanCode(ingredient.relationship) ?? 'unknown',
    manifest: text(ingredient.active_manifest),
    recorded: { success: recorded.success, failure: [...recorded.failure, ...old] },
  };
}

function readCodes(results: unknown): Codes {
  const { success, failure } = record(results);
  const codes = (statuses: unknown) => [
    ...new Set(list(statuses, MOST_CODES).flatMap((status) => cleanCode(record(status).code) ?? [])),
  ];
  return { success: codes(success), failure: codes(failure) };
}

/** The last part of a source type's address; IPTC's and C2PA's names do not overlap. */
export function shortSourceType(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 300) return null;
  return /^[A-Za-z]{1,60}$/.exec(value.split('/').at(-1) ?? '')?.[0] ?? null;
}

type Fields = Readonly<Record<string, unknown>>;

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function list(value: unknown, most: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.length <= 2000 ? value : null;
}
