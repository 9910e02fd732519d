import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Floors of `models/provenance/gate.json`: what a model must have shown before it may be packaged, and label. */
export interface Gate {
  /** To be shown to investigators at all. */
  investigator: { aucAtLeast: number; aucLowerEndAtLeast: number; calibrationErrorAtMost: number };
  /** To reach the label of a viewer: only where the manifest says that the operating point was measured. */
  label: {
    cameraClipsAtLeast: number;
    falsePositivesUpperBoundAtMost: number;
    calibrationErrorAtMost: number;
  };
}

interface Manifest {
  sha256: string;
  dataHash: string;
  temperature: number;
  thresholds: { strong: number; veryStrong: number } | null;
  operatingPointMeasured: boolean;
}

/** What the gate reads of `docs/evaluation/figures.json`, which `npm run eval` writes. */
interface Figures {
  model?: { sha256?: string };
  dataHash?: string;
  temperature?: number;
  thresholds?: Manifest['thresholds'];
  outOfFold?: {
    scores?: string;
    aiAgainstCamera?: { auc?: { value?: number; low?: number } };
    calibrationError?: { value?: number };
    strong?: { camera?: number; fprUpper?: number };
  } | null;
}

/** Everything that the decision depends on; hashes are SHA-256 of the files as they lie there. */
export interface Packaged {
  gate: Gate;
  manifest: Manifest;
  modelHash: string;
  /** Null where nothing was recorded. */
  figures: Figures | null;
  /** Null where the training side left no scores. */
  outOfFoldHash: string | null;
}

/** A number that is not there is never on the right side. */
const atLeast = (value: number | undefined, floor: number): boolean => value !== undefined && value >= floor;
const atMost = (value: number | undefined, ceiling: number): boolean =>
  value !== undefined && value <= ceiling;

/** Why this model may not be packaged; empty where it may. */
export function gateProblems({ gate, manifest, modelHash, figures, outOfFoldHash }: Packaged): string[] {
  const problems: string[] = [];
  const need = (holds: boolean, otherwise: string): void => {
    if (!holds) problems.push(otherwise);
  };
  need(modelHash === manifest.sha256, 'the model is not the file that its manifest names');
  const out = figures?.outOfFold;
  if (!figures || !out) return [...problems, 'no out-of-fold figures are recorded: run `npm run eval`'];
  need(figures.model?.sha256 === modelHash, 'the figures are of other weights: run `npm run eval`');
  need(figures.dataHash === manifest.dataHash, 'the figures are of other training data');
  const settings = ({ temperature, thresholds }: Pick<Figures, 'temperature' | 'thresholds'>) =>
    JSON.stringify([temperature, thresholds?.strong, thresholds?.veryStrong]);
  need(
    settings(figures) === settings(manifest),
    'the figures are of another temperature or other thresholds',
  );
  if (outOfFoldHash !== null)
    need(out.scores === outOfFoldHash, 'the figures are of other out-of-fold scores: run `npm run eval`');

  const { investigator, label } = gate;
  const auc = out.aiAgainstCamera?.auc;
  need(atLeast(auc?.value, investigator.aucAtLeast), `AUC ${auc?.value} is below ${investigator.aucAtLeast}`);
  need(
    atLeast(auc?.low, investigator.aucLowerEndAtLeast),
    `the lower end of its interval, ${auc?.low}, is below ${investigator.aucLowerEndAtLeast}`,
  );
  const error = out.calibrationError?.value;
  need(
    atMost(error, investigator.calibrationErrorAtMost),
    `calibration error ${error} is above ${investigator.calibrationErrorAtMost}`,
  );
  if (!manifest.operatingPointMeasured) return problems;

  const { camera, fprUpper } = out.strong ?? {};
  need(manifest.thresholds !== null, 'the manifest claims an operating point without thresholds');
  need(
    atLeast(camera, label.cameraClipsAtLeast),
    `an operating point on ${camera} camera clips, of at least ${label.cameraClipsAtLeast}`,
  );
  need(
    atMost(fprUpper, label.falsePositivesUpperBoundAtMost),
    `false positives at "strong" may be ${fprUpper}, above ${label.falsePositivesUpperBoundAtMost}`,
  );
  need(
    atMost(error, label.calibrationErrorAtMost),
    `calibration error ${error} is above ${label.calibrationErrorAtMost}, which a label needs`,
  );
  return problems;
}

/** Reads what the gate needs from a checkout. */
export async function readPackaged(root: string): Promise<Packaged> {
  const models = join(root, 'models', 'provenance');
  const json = async <T>(...path: string[]): Promise<T> =>
    JSON.parse(await readFile(join(...path), 'utf8')) as T;
  const hash = async (...path: string[]): Promise<string> =>
    createHash('sha256')
      .update(await readFile(join(...path)))
      .digest('hex');
  const manifest = await json<Manifest & { file: string }>(models, 'manifest.json');
  return {
    gate: await json<Gate>(models, 'gate.json'),
    manifest,
    modelHash: await hash(models, manifest.file),
    figures: await json<Figures>(root, 'docs', 'evaluation', 'figures.json').catch(() => null),
    outOfFoldHash: await hash(models, 'training', 'out-of-fold.jsonl').catch(() => null),
  };
}

/** @throws Error that names every reason for which the model of this checkout may not be packaged */
export async function requireGate(root: string): Promise<void> {
  const problems = gateProblems(await readPackaged(root));
  if (problems.length > 0)
    throw new Error(`The model may not be packaged (models/provenance/gate.json): ${problems.join('; ')}.`);
}
