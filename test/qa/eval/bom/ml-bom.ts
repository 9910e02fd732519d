import { createHash } from 'node:crypto';
import type { Inputs } from '../inputs.ts';
import type { EvaluationRecord } from '../record.ts';
import type { Figure } from '../separation.ts';
import { CONSIDERATIONS } from './considerations.ts';

/**
 * The model and its data as a CycloneDX 1.6 bill of materials with a model card
 * (https://cyclonedx.org/docs/1.6/json/, modelCard and componentData). Its figures are those of the record.
 */
export function mlBom({ manifest }: Inputs, record: EvaluationRecord): object {
  const { name, version, sha256, dataHash, input, classes, file, bytes, numbers, trainedAt } = manifest;
  const data = `data-${dataHash.slice(0, 16)}`;
  const model = `model-${sha256.slice(0, 16)}`;
  const properties = Object.entries({
    'whence:file': file,
    'whence:bytes': String(bytes),
    'whence:numbers': numbers,
    'whence:trainedAt': trainedAt,
    'whence:trainingCommit': manifest.trainingCommit ?? 'not recorded',
    'whence:operatingPointMeasured': String(manifest.operatingPointMeasured),
    'whence:dataHash': dataHash,
  });
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(sha256 + dataHash)}`,
    version: 1,
    metadata: {
      timestamp: `${record.reportedAt}T00:00:00Z`,
      component: { type: 'application', 'bom-ref': 'whence', name: 'whence' },
    },
    components: [
      {
        type: 'machine-learning-model',
        'bom-ref': model,
        ...{ name, version },
        description:
          'Tells frames of video without signs of AI from those of the Sora family and of other generators.',
        hashes: [{ alg: 'SHA-256', content: sha256 }],
        licenses: [{ license: { id: 'Apache-2.0' } }, { license: { id: 'MIT' } }],
        properties: properties.map(([key, value]) => ({ name: key, value })),
        modelCard: {
          modelParameters: {
            approach: { type: 'supervised' },
            task: 'classification',
            architectureFamily: 'neural network',
            modelArchitecture: name,
            datasets: [{ ref: data }],
            inputs: [
              {
                format: `${input.view} of ${input.frames} pictures of a video, ${input.channels}, ${input.side} x ${input.side}, ${input.layout}, ${input.normalisation}`,
              },
            ],
            outputs: [{ format: `logits: ${classes.join(', ')}` }],
          },
          quantitativeAnalysis: { performanceMetrics: metrics(record) },
          considerations: CONSIDERATIONS,
        },
      },
      {
        type: 'data',
        'bom-ref': data,
        name: 'clips that the model was trained and measured on',
        description: 'Described in models/provenance/datasheet.md; not redistributed.',
        hashes: [{ alg: 'SHA-256', content: dataHash }],
        data: [
          {
            type: 'dataset',
            name: 'list of clips: file, label, family, source',
            classification: 'third-party material, not redistributable',
            sensitiveData: ['pictures of people, as their owners had published them'],
            description: countsOf(record),
          },
        ],
      },
    ],
    dependencies: [
      { ref: 'whence', dependsOn: [model] },
      { ref: model, dependsOn: [data] },
    ],
  };
}

function countsOf({ outOfFold }: EvaluationRecord): string {
  if (!outOfFold) return 'Counts in the datasheet.';
  const { none, sora, other } = outOfFold.clips;
  return `${none} clips without AI (${outOfFold.camera} from cameras), ${sora} of the Sora family, ${other} of other generators, in ${outOfFold.groups} groups of sources.`;
}

interface Metric {
  type: string;
  value: string;
  slice: string;
  confidenceInterval?: { lowerBound: string; upperBound: string };
}

function metrics({ outOfFold }: EvaluationRecord): Metric[] {
  if (!outOfFold) return [];
  const slice = `unseen sources (out of fold), ${outOfFold.condition}`;
  const metric = (type: string, where: string, { value, low, high }: Figure): Metric => ({
    ...{ type, value: value.toFixed(4), slice: `${where}; ${slice}` },
    ...(Number.isNaN(low)
      ? {}
      : { confidenceInterval: { lowerBound: low.toFixed(4), upperBound: high.toFixed(4) } }),
  });
  const { aiAgainstCamera: ai, soraAgainstCamera: sora, strong } = outOfFold;
  return [
    metric('AUC', 'AI against camera', ai.auc),
    metric('true-positive rate at 1 % false positives', 'AI against camera', ai.tprAt1),
    metric('true-positive rate at 5 % false positives', 'AI against camera', ai.tprAt5),
    metric('AUC', 'Sora family against camera', sora.auc),
    metric('expected calibration error', 'AI against camera', outOfFold.calibrationError),
    metric('share called Sora', 'other generators', outOfFold.othersCalledSora),
    {
      type: 'false-positive rate from the band "strong" on',
      value: (strong.cameraHits / strong.camera).toFixed(4),
      slice: `camera clips; ${slice}; upper bound one-sided 95 %`,
      confidenceInterval: { lowerBound: '0', upperBound: strong.fprUpper.toFixed(4) },
    },
  ];
}

/** The same for the same model and data, in the form of a version 8 UUID (RFC 9562). */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** As the formatter of this repository writes it: lists of one short string stand on one line. */
export const bomText = (bom: object): string =>
  `${JSON.stringify(bom, null, 2).replaceAll(
    /^(.*)\[\n\s+("(?:[^"\\]|\\.)*")\n\s+\](,?)$/gm,
    (whole, start: string, item: string, end: string) => {
      const line = `${start}[${item}]${end}`;
      return line.length <= 110 ? line : whole;
    },
  )}\n`;
