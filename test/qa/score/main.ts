import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest } from '../../../lib/evidence/classifier/manifest.ts';
import { ensureBuilt } from '../build.ts';
import { parseArguments, UsageError } from './arguments.ts';
import { showProgress } from './progress.ts';
import { scoreClips } from './score-clips.ts';
import { openScoreFile, type Score } from './score-file.ts';

const say = (line: string): void => console.error(`score: ${line}`);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    say(error.message.split('\n')[0] ?? '');
    process.exitCode = 2;
  } else {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

/** @returns 0 when every clip has its line, 1 when the model itself could not be used, 130 when interrupted */
async function main(args: string[]): Promise<number> {
  const { json, extension, workers, timeoutMs, decoder, clips } = parseArguments(args);
  const extensionDir = extension ?? (await ensureBuilt('chromium', say));
  const manifest = parseManifest(
    JSON.parse(readFileSync(join(extensionDir, 'models', 'provenance', 'manifest.json'), 'utf8')),
  );
  const out = openScoreFile(json, manifest.sha256);
  const todo = clips.filter(({ given }) => !out.done.has(given));
  if (todo.length < clips.length) say(`${clips.length - todo.length} clips have their line already`);
  const interrupted = new AbortController();
  // The terminal sends it to every process and npm's wrapper passes it on: the second is not a second wish.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());
  const progress = showProgress(todo.length, clips.length - todo.length, process.stderr);
  const scores: Score[] = [];
  const keep = (score: Score): void => {
    out.append(score);
    scores.push(score);
    progress.step();
  };
  try {
    if (todo.length > 0)
      await scoreClips({
        ...{ extensionDir, manifest, workers, timeoutMs, decoder, clips: todo },
        ...{ signal: interrupted.signal, onScore: keep },
      });
  } finally {
    progress.end();
    out.close();
  }
  say(summary(scores));
  if (interrupted.signal.aborted) {
    say(`interrupted; the same command goes on where it was`);
    return 130;
  }
  return scores.some(({ reason }) => reason === 'model-damaged') ? 1 : 0;
}

function summary(scores: readonly Score[]): string {
  const abstained = scores.filter((score) => score.abstained && score.pAI !== null).length;
  const failed = scores.filter(({ pAI }) => pAI === null);
  const reasons = new Map<string, number>();
  for (const { reason } of failed) reasons.set(reason ?? 'none', (reasons.get(reason ?? 'none') ?? 0) + 1);
  const why = [...reasons].map(([reason, count]) => `${reason} ${count}`).join(', ');
  return `${scores.length} clips: ${scores.length - abstained - failed.length} scored, ${abstained} abstained, ${failed.length} without a score${why ? ` (${why})` : ''}`;
}
