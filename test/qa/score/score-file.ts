import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { BANDS, type Band } from '../../../lib/evidence/classifier/details.ts';
import type { Reason } from '../../../lib/evidence/check-error.ts';
import { UsageError } from './arguments.ts';

/** One line of a score file: what the shipped engine says of one clip. */
export interface Score {
  /** As it was given. */
  file: string;
  /** Calibrated, 0..1; also where it abstains, null only where no frame could be decoded. */
  pAI: number | null;
  pSora: number | null;
  band: Band | null;
  abstained: boolean;
  /** Why it abstained, or why nothing could be scored. */
  reason: Reason | null;
  /** Frames scored. */
  frames: number;
  /** Wall time in milliseconds. */
  ms: number;
  /** SHA-256 of the model. */
  model: string;
}

/** A score file that is being written: every line goes to the disk as soon as it is known. */
export interface ScoreFile {
  done: ReadonlySet<string>;
  append(score: Score): void;
  close(): void;
}

/** @throws SyntaxError or TypeError where a line is not a score */
export function parseScore(line: string): Score {
  const score = JSON.parse(line) as Score;
  const number = (value: unknown) =>
    value === null || (typeof value === 'number' && value >= 0 && value <= 1);
  const right =
    typeof score?.file === 'string' &&
    number(score.pAI) &&
    number(score.pSora) &&
    (score.band === null || BANDS.includes(score.band)) &&
    typeof score.abstained === 'boolean';
  if (!right) throw new TypeError('not a score');
  return score;
}

/** Scores of a whole file; a half-written last line is left out. @throws UsageError for any other broken line */
export function parseScores(text: string, name: string): Score[] {
  const lines = text.split('\n');
  const scores: Score[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      scores.push(parseScore(line));
    } catch (cause) {
      if (index === lines.length - 1) break;
      throw new UsageError(`${name}, line ${index + 1}, is not a score`, { cause });
    }
  }
  return scores;
}

/**
 * Opens a score file to go on with it: a half-written last line, left by a run that was ended, is cut off.
 * @throws UsageError where it cannot be written, holds something else, or holds the scores of another model
 */
export function openScoreFile(path: string, model: string): ScoreFile {
  const text = existsSync(path) ? read(path) : '';
  const scores = parseScores(text, path);
  const other = scores.find((score) => score.model !== model);
  if (other)
    throw new UsageError(
      `${path} holds scores of another model (${String(other.model).slice(0, 12)}, not ${model.slice(0, 12)}): give another file`,
    );
  const file = open(path);
  // Whole lines as they were; of a last one without its end only what can be read.
  const kept = text.slice(0, text.lastIndexOf('\n') + 1);
  const rest = text.slice(kept.length);
  ftruncateSync(file, Buffer.byteLength(kept));
  if (rest.trim() !== '' && isScore(rest)) writeSync(file, `${rest.trim()}\n`);
  return {
    done: new Set(scores.map((score) => score.file)),
    append: (score) => void writeSync(file, `${JSON.stringify(score)}\n`),
    close: () => closeSync(file),
  };
}

function isScore(line: string): boolean {
  try {
    parseScore(line);
    return true;
  } catch {
    return false;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unwritable(path, error);
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (error) {
    throw unwritable(path, error);
  }
}

const unwritable = (path: string, error: unknown): UsageError =>
  new UsageError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
