import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { ROOT } from '../../build.ts';
import { UsageError } from '../arguments.ts';
import { type Clip, readIndex } from '../rows.ts';
import { LAUNDERINGS, type Laundering } from './conditions.ts';

const USAGE = 'usage: npm run eval -- launder --index INDEX.jsonl --out DIR [--clips N]';
const run = promisify(execFile);

/**
 * Makes laundered copies of a sample of clips, half AI and half from cameras, and a list of each condition for
 * `npm run score`. Needs ffmpeg. Goes on where it was; writes nothing into this repository.
 */
export async function launder(args: string[], say: (line: string) => void): Promise<void> {
  const { index, out, count } = parse(args);
  const clips = sample(readIndex(index), count);
  const lists = new Map(LAUNDERINGS.map(({ name }) => [name, [] as string[]]));
  for (const [i, clip] of clips.entries()) {
    for (const laundering of LAUNDERINGS) {
      const target = join(out, laundering.name, `${clip.file.replace(/\.[^.]+$/, '')}.${laundering.ending}`);
      if (
        existsSync(target) ||
        (await make(resolve(dirname(index), clip.file), target, clip, laundering, say))
      )
        lists.get(laundering.name)?.push(target);
    }
    if ((i + 1) % 10 === 0) say(`${i + 1} of ${clips.length} clips`);
  }
  for (const [name, files] of lists) writeFileSync(join(out, `${name}.txt`), `${files.join('\n')}\n`);
  writeFileSync(
    join(out, 'as is.txt'),
    `${clips.map(({ file }) => resolve(dirname(index), file)).join('\n')}\n`,
  );
}

function parse(args: string[]): { index: string; out: string; count: number } {
  let values: { index?: string; out?: string; clips?: string };
  try {
    const options = {
      index: { type: 'string' },
      out: { type: 'string' },
      clips: { type: 'string' },
    } as const;
    values = parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split(/[.\n]/)[0]}; ${USAGE}`, { cause: error });
  }
  const { index, out, clips = '160' } = values;
  if (index === undefined || out === undefined) throw new UsageError(USAGE);
  if (!existsSync(index)) throw new UsageError(`no such file: ${index}`);
  if (!relative(ROOT, resolve(out)).startsWith('..'))
    throw new UsageError(`${out} is inside this repository: clips of others do not belong here`);
  const count = Number(clips);
  if (!Number.isInteger(count) || count < 2) throw new UsageError(`--clips is a whole number, not ${clips}`);
  return { index, out, count };
}

/** Half AI, half camera, one after the other from each source, so that none fills the sample. */
export function sample(clips: readonly Clip[], count: number): Clip[] {
  const half = (which: (clip: Clip) => boolean): Clip[] => {
    const queues = [...Map.groupBy(clips.filter(which), ({ source }) => source)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, mine]) => mine.toSorted((a, b) => (a.file < b.file ? -1 : 1)));
    const turns = Math.max(0, ...queues.map(({ length }) => length));
    const order = Array.from({ length: turns }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? []));
    return order.flat().slice(0, Math.floor(count / 2));
  };
  return [...half((clip) => clip.class !== 'none'), ...half(({ kind }) => kind === 'camera')];
}

/** @returns whether the copy was made; a clip that ffmpeg cannot take is left out */
async function make(
  source: string,
  target: string,
  clip: Clip,
  { generations, ending }: Laundering,
  say: (line: string) => void,
): Promise<boolean> {
  mkdirSync(dirname(target), { recursive: true });
  const steps = [`${target}.a.${ending}`, `${target}.b.${ending}`];
  try {
    let from = source;
    for (const [i, how] of generations(await sizeOf(source), clip.class !== 'none').entries()) {
      const to = steps[i % 2] ?? '';
      // Frame times pass through: some clips have gaps in time, which would be filled with copies.
      const base = ['-v', 'error', '-y', '-threads', '1', '-i', from, '-an', '-fps_mode', 'passthrough'];
      await run('nice', ['-n', '10', 'ffmpeg', ...base, ...how, to]);
      from = to;
    }
    renameSync(from, target);
    return true;
  } catch (error) {
    say(`${clip.file}: ${(error as Error).message.split('\n').slice(0, 3).join(' ').slice(-300)}`);
    return false;
  } finally {
    for (const step of steps) rmSync(step, { force: true });
  }
}

async function sizeOf(path: string): Promise<{ width: number; height: number }> {
  const entries = ['-select_streams', 'v:0', '-show_entries', 'stream=width,height', '-of', 'json'];
  const { stdout } = await run('ffprobe', ['-v', 'error', ...entries, path]);
  const [stream] = (JSON.parse(stdout) as { streams: { width: number; height: number }[] }).streams;
  if (!stream) throw new Error('no video');
  return stream;
}
