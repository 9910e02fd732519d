import type { ModelManifest } from '../../../lib/evidence/classifier/manifest.ts';
import { type Evaluation, evaluate } from './evaluation.ts';
import type { Inputs } from './inputs.ts';
import { aucLost, type Figure, type Separation } from './separation.ts';

/** What is kept in `docs/evaluation/figures.json`; the release gate reads it. */
export interface EvaluationRecord {
  model: { name: string; version: string; sha256: string };
  dataHash: string;
  /** Of the manifest when the bands were counted. */
  temperature: number;
  thresholds: ModelManifest['thresholds'];
  /** Day on which the report was made. */
  reportedAt: string;
  outOfFold: OutOfFoldRecord | null;
  shipped: ShippedRecord | null;
}

export interface OutOfFoldRecord {
  /** SHA-256 of out-of-fold.jsonl. */
  scores: string;
  condition: string;
  clips: Record<'none' | 'sora' | 'other', number>;
  camera: number;
  groups: number;
  aiAgainstCamera: Separation;
  soraAgainstCamera: Separation;
  calibrationError: Figure;
  errorAt60: Figure;
  othersCalledSora: Figure;
  /** From `thresholds.strong` on. */
  strong: { cameraHits: number; camera: number; fprUpper: number; aiHits: number; ai: number };
  int8AucLost: Figure | null;
}

interface ShippedRecord {
  /** Clips of the index that the weights were trained on: figures of these say nothing about unseen ones. */
  trainedOn: number;
  clips: number;
  abstained: number;
  aiAgainstCamera: Separation;
}

/** @param today year, month and day */
export function toRecord(
  inputs: Inputs,
  out: Evaluation | null,
  shipped: Evaluation | null,
  today: string,
): EvaluationRecord {
  const { name, version, sha256, dataHash, temperature, thresholds } = inputs.manifest;
  return {
    ...{ model: { name, version, sha256 }, dataHash, temperature, thresholds },
    reportedAt: today,
    outOfFold: out && inputs.outOfFold ? outOfFoldRecord(inputs, out, inputs.outOfFold.sha256) : null,
    shipped:
      shipped && inputs.shipped
        ? {
            trainedOn: inputs.shipped.seen,
            clips: inputs.shipped.clips,
            abstained: shipped.abstained,
            aiAgainstCamera: shipped.aiAgainstCamera,
          }
        : null,
  };
}

function outOfFoldRecord({ outOfFold, headline }: Inputs, e: Evaluation, scores: string): OutOfFoldRecord {
  const strong = e.bands.find(({ band }) => band === 'strong');
  if (!strong) throw new Error('no band "strong"');
  const before = outOfFold?.conditions.get(headline);
  const int8 = outOfFold?.int8.get(headline);
  return {
    ...{ scores, condition: headline, clips: e.clips, camera: e.camera, groups: e.groups },
    aiAgainstCamera: e.aiAgainstCamera,
    soraAgainstCamera: e.soraAgainstCamera,
    ...{ calibrationError: e.calibrationError, errorAt60: e.errorAt60, othersCalledSora: e.othersCalledSora },
    strong: {
      cameraHits: strong.camera.hits,
      camera: strong.camera.of,
      fprUpper: strong.camera.upper,
      aiHits: strong.ai.hits,
      ai: strong.ai.of,
    },
    int8AucLost: before && int8 ? aucLost(before, int8) : null,
  };
}

/** Six digits are more than anything here is good for. */
export const recordText = (record: EvaluationRecord): string =>
  `${JSON.stringify(record, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) : value), 2)}\n`;

export const evaluationOf = (rows: Parameters<typeof evaluate>[0] | undefined): Evaluation | null =>
  rows && rows.length > 0 ? evaluate(rows) : null;
