import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE =
  'usage: npm run score -- --json OUT.jsonl [--workers N] [--timeout S] [--extension DIR] [--decoder ffmpeg] <file or list.txt>...';

/** Something in the arguments is wrong: one line, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Clip {
  /** As given, or as the list has it: the `file` of its line. */
  given: string;
  path: string;
}

export interface Arguments {
  json: string;
  /** Folder of a built extension; null for a build of this checkout. */
  extension: string | null;
  workers: number;
  timeoutMs: number;
  /** Who decodes the frames that the browser chose; the product decodes them itself. */
  decoder: Decoder;
  clips: Clip[];
}

const DECODERS = ['browser', 'ffmpeg'] as const;
export type Decoder = (typeof DECODERS)[number];

/**
 * A clip that is missing is not an error here: it gets a line that says so, and the next one is scored.
 * @throws UsageError
 */
export function parseArguments(args: string[]): Arguments {
  const { values, positionals } = parse(args);
  if (values.json === undefined) throw new UsageError(`no --json OUT.jsonl given; ${USAGE}`);
  if (positionals.length === 0) throw new UsageError(`no file and no list given; ${USAGE}`);
  const decoder = DECODERS.find((name) => name === values.decoder);
  if (!decoder) throw new UsageError(`--decoder is browser or ffmpeg, not ${values.decoder}`);
  const clips = positionals.flatMap(readPositional);
  if (clips.length === 0) throw new UsageError('the lists name no clip');
  const unique = new Map(clips.map((clip) => [clip.given, clip]));
  return {
    json: values.json,
    extension: values.extension === undefined ? null : readExtension(values.extension),
    workers: readNumber('--workers', values.workers, 1, 16),
    timeoutMs: 1000 * readNumber('--timeout', values.timeout, 1, 3600),
    decoder,
    clips: [...unique.values()],
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        extension: { type: 'string' },
        decoder: { type: 'string', default: 'browser' },
        workers: { type: 'string', default: '2' },
        timeout: { type: 'string', default: '120' },
      },
    });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/[.\n]/);
    throw new UsageError(`${sentence}; ${USAGE}`, { cause: error });
  }
}

function readNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${option} is a whole number from ${least} to ${most}, not ${text}`);
}

function readExtension(folder: string): string {
  if (statSync(resolve(folder, 'frames-worker.js'), { throwIfNoEntry: false })) return resolve(folder);
  throw new UsageError(`no built extension in ${folder}`);
}

/** A `.txt` is a list, one path a line, from the folder where the command runs or else from the list's own. */
function readPositional(given: string): Clip[] {
  if (!/\.txt$/i.test(given)) return [{ given, path: resolve(given) }];
  return readList(given)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const here = resolve(line);
      const beside = resolve(dirname(given), line);
      return { given: line, path: !exists(here) && exists(beside) ? beside : here };
    });
}

function readList(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'no such list' : `cannot read the list (${code})`;
    throw new UsageError(`${what}: ${path}`, { cause: error });
  }
}

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;
