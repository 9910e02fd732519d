import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const bom = read('models/provenance/ml-bom.json');
const figures = read('docs/evaluation/figures.json');

const text = v.pipe(v.string(), v.minLength(1));
const hash = v.strictObject({
  alg: v.literal('SHA-256'),
  content: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
const format = v.array(v.strictObject({ format: text }));
const properties = v.array(v.strictObject({ name: text, value: text }));

/** The parts of the CycloneDX 1.6 schema that are used; like it, no other members are allowed. */
const modelCard = v.strictObject({
  modelParameters: v.strictObject({
    approach: v.strictObject({
      type: v.picklist([
        'supervised',
        'unsupervised',
        'reinforcement-learning',
        'semi-supervised',
        'self-supervised',
      ]),
    }),
    task: text,
    architectureFamily: text,
    modelArchitecture: text,
    datasets: v.array(v.strictObject({ ref: text })),
    inputs: format,
    outputs: format,
  }),
  quantitativeAnalysis: v.strictObject({
    performanceMetrics: v.array(
      v.strictObject({
        type: text,
        value: text,
        slice: text,
        confidenceInterval: v.optional(v.strictObject({ lowerBound: text, upperBound: text })),
      }),
    ),
  }),
  considerations: v.strictObject({
    users: v.array(text),
    useCases: v.array(text),
    technicalLimitations: v.array(text),
    performanceTradeoffs: v.array(text),
    ethicalConsiderations: v.array(v.strictObject({ name: text, mitigationStrategy: text })),
  }),
});
const common = { 'bom-ref': text, name: text, description: text, hashes: v.array(hash) };
const schema = v.strictObject({
  $schema: v.literal('http://cyclonedx.org/schema/bom-1.6.schema.json'),
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.literal('1.6'),
  serialNumber: v.pipe(
    v.string(),
    v.regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  ),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  metadata: v.strictObject({
    timestamp: v.pipe(v.string(), v.isoTimestamp()),
    component: v.strictObject({ type: v.literal('application'), 'bom-ref': text, name: text }),
  }),
  components: v.strictTuple([
    v.strictObject({
      ...{ type: v.literal('machine-learning-model'), ...common, version: text, properties, modelCard },
      licenses: v.array(v.strictObject({ license: v.strictObject({ id: text }) })),
    }),
    v.strictObject({
      ...{ type: v.literal('data'), ...common },
      data: v.array(
        v.strictObject({
          type: v.picklist(['source-code', 'configuration', 'dataset', 'definition', 'other']),
          ...{ name: text, classification: text, description: text },
          sensitiveData: v.array(text),
        }),
      ),
    }),
  ]),
  dependencies: v.array(v.strictObject({ ref: text, dependsOn: v.array(text) })),
});

describe('the bill of materials', () => {
  it('has the structure of CycloneDX 1.6, and every reference leads somewhere', () => {
    const { components, dependencies, metadata } = v.parse(schema, bom);
    const known = new Set([metadata.component['bom-ref'], ...components.map((one) => one['bom-ref'])]);
    expect(known.size).toBe(3);
    const [model] = components;
    const refs = [
      ...dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]),
      ...model.modelCard.modelParameters.datasets.map(({ ref }) => ref),
    ];
    for (const ref of refs) expect(known).toContain(ref);
  });

  it('is of the packaged model and its data, with the figures as recorded', () => {
    const [model, data] = bom.components;
    expect(model).toMatchObject({ name: packagedManifest.name, version: packagedManifest.version });
    expect(model.hashes[0].content).toBe(packagedManifest.sha256);
    expect(data.hashes[0].content).toBe(packagedManifest.dataHash);
    const [auc] = model.modelCard.quantitativeAnalysis.performanceMetrics;
    expect(auc.value).toBe(figures.outOfFold.aiAgainstCamera.auc.value.toFixed(4));
  });
});
