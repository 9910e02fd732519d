import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../build.ts';

export const USAGE =
  'usage: npm run eval -- [--index INDEX.jsonl --scores SCORES.jsonl] [--condition NAME=SCORES.jsonl]... ' +
  '[--decoded SCORES.jsonl] [--out-of-fold FILE.jsonl] [--out DIR]';

/** Something in the arguments or in the files they name is wrong: one line, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Score files by the name of what was done to the clips before. */
export interface Condition {
  name: string;
  scores: string;
}

export interface Arguments {
  /** What the clips are, one a line: `file`, `label`, `kind`, `family`, `generator`, `source`, `group`. */
  index: string | null;
  /** Of `npm run score`, for the clips of the index as they are. */
  scores: string | null;
  conditions: Condition[];
  /** Scores of the same clips, decoded by ffmpeg. */
  decoded: string | null;
  /** Scores by networks that saw nothing of a clip's source; null where there are none. */
  outOfFold: string | null;
  out: string;
}

const OUT_OF_FOLD = join(ROOT, 'models', 'provenance', 'training', 'out-of-fold.jsonl');

/** @throws UsageError */
export function parseArguments(args: string[]): Arguments {
  const { values, positionals } = parse(args);
  if (positionals.length > 0) throw new UsageError(`what is ${positionals[0]}? ${USAGE}`);
  const conditions = (values.condition ?? []).map(readCondition);
  if ((values.scores !== undefined || conditions.length > 0) && values.index === undefined)
    throw new UsageError(`scores say nothing without an --index of what the clips are; ${USAGE}`);
  if (values.index !== undefined && values.scores === undefined)
    throw new UsageError(`an --index needs --scores; ${USAGE}`);
  const given = [
    values.index,
    values.scores,
    values.decoded,
    values['out-of-fold'],
    ...conditions.map((c) => c.scores),
  ];
  for (const path of given)
    if (path !== undefined && !isFile(path)) throw new UsageError(`no such file: ${path}`);
  return {
    index: values.index ?? null,
    scores: values.scores ?? null,
    conditions,
    decoded: values.decoded ?? null,
    outOfFold: values['out-of-fold'] ?? (isFile(OUT_OF_FOLD) ? OUT_OF_FOLD : null),
    out: values.out ?? join(ROOT, 'docs', 'evaluation'),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        index: { type: 'string' },
        scores: { type: 'string' },
        condition: { type: 'string', multiple: true },
        decoded: { type: 'string' },
        'out-of-fold': { type: 'string' },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/[.\n]/);
    throw new UsageError(`${sentence}; ${USAGE}`, { cause: error });
  }
}

function readCondition(given: string): Condition {
  const [, name, scores] = /^([^=]+)=(.+)$/.exec(given) ?? [];
  if (name === undefined || scores === undefined)
    throw new UsageError(`--condition is NAME=SCORES.jsonl, not ${given}`);
  return { name, scores };
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
