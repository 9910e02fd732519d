import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ModelManifest, parseManifest } from '../../../lib/evidence/classifier/manifest.ts';
import { ROOT } from '../build.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { type OutOfFold, readIndex, readOutOfFold, readScored, type Row, seenIn } from './rows.ts';
import type { Score } from '../score/score-file.ts';

const MODEL = join(ROOT, 'models', 'provenance');

/** What the training side recorded of its own measurements; everything else in it is its own affair. */
export interface TrainingFigures {
  measuredAt?: string;
  dataHash?: string;
  /** Hash of the weights that the figures belong to. */
  sha256?: string;
  /** The condition that stands for the canonical re-encode. */
  headline?: string;
}

/** Scores of the shipped weights. */
export interface Shipped {
  rows: Row[];
  scores: Score[];
  clips: number;
  /** Of the clips, how many were trained on. */
  seen: number;
  conditions: Map<string, Row[]>;
  decoded: Row[] | null;
}

export interface Inputs {
  manifest: ModelManifest;
  training: TrainingFigures;
  headline: string;
  outOfFold: (OutOfFold & { sha256: string }) | null;
  shipped: Shipped | null;
}

export const sha256Of = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

const DEFAULT_HEADLINE = '360-28';

/** @throws UsageError where the files do not belong together */
export function readInputs(args: Arguments): Inputs {
  const manifest = parseManifest(JSON.parse(readFileSync(join(MODEL, 'manifest.json'), 'utf8')));
  if (sha256Of(join(MODEL, manifest.file)) !== manifest.sha256)
    throw new UsageError(`${manifest.file} is not the model that manifest.json names`);
  const figures = join(MODEL, 'training', 'figures.json');
  const training = (existsSync(figures) ? JSON.parse(readFileSync(figures, 'utf8')) : {}) as TrainingFigures;
  requireSameModel(training, manifest);
  const outOfFold =
    args.outOfFold === null
      ? null
      : { ...readOutOfFold(args.outOfFold, manifest.thresholds), sha256: sha256Of(args.outOfFold) };
  const headline = training.headline ?? DEFAULT_HEADLINE;
  if (outOfFold && !outOfFold.conditions.has(headline))
    throw new UsageError(`${args.outOfFold} has no condition "${headline}"`);
  return { manifest, training, headline, outOfFold, shipped: readShipped(args, manifest, outOfFold) };
}

function requireSameModel({ dataHash, sha256 }: TrainingFigures, manifest: ModelManifest): void {
  if (dataHash !== undefined && dataHash !== manifest.dataHash)
    throw new UsageError('training/figures.json was measured on other data than the model was trained on');
  if (sha256 !== undefined && sha256 !== manifest.sha256)
    throw new UsageError('training/figures.json belongs to other weights: measure again');
}

function readShipped(args: Arguments, { sha256 }: ModelManifest, known: OutOfFold | null): Shipped | null {
  if (args.index === null || args.scores === null) return null;
  const clips = readIndex(args.index);
  const read = (path: string) => {
    const found = readScored(clips, path);
    if (found.scores.some(({ model }) => model !== sha256))
      throw new UsageError(`${path} holds scores of another model than the one in this checkout`);
    return found;
  };
  const { rows, scores } = read(args.scores);
  return {
    ...{ rows, scores, clips: clips.length },
    seen: known ? seenIn(known, clips) : 0,
    conditions: new Map(args.conditions.map(({ name, scores: path }) => [name, read(path).rows])),
    decoded: args.decoded === null ? null : read(args.decoded).rows,
  };
}
