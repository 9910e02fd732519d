import { closeSync, openSync, writeFileSync } from 'node:fs';
import { ensureBuilt } from '../build.ts';
import { parseArguments, UsageError } from './arguments.ts';
import { printResults } from './print-results.ts';
import { readTrustFile } from './trust-file.ts';
import { verifyPages } from './verify-pages.ts';

const say = (line: string): void => console.error(`verify: ${line}`);

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

/** @returns the exit code: 0 when every video of every page was decided */
async function main(args: string[]): Promise<0 | 1> {
  const { json, trust, browser, timeoutMs, targets } = parseArguments(args);
  const lists = trust === null ? [] : await readTrustFile(trust);
  if (json !== null) requireWritable(json);
  if (trust === null) say('no --trust given: no issuer will be recognised');
  const extensionDir = await ensureBuilt(browser, say);
  const results = await verifyPages({ browser, extensionDir, trust: lists, timeoutMs, targets, say });
  if (json !== null) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  printResults(results);
  return results.every(({ errors }) => errors.length === 0) ? 0 : 1;
}

/** Found out before the minutes of work, not after. */
function requireWritable(path: string): void {
  try {
    closeSync(openSync(path, 'a'));
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
}
