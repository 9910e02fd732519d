import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BROWSERS, type BrowserName } from '../browsers/browser.ts';

export const USAGE =
  'usage: npm run verify -- [--json OUT] [--trust LISTS.json] [--browser chromium|firefox] [--timeout S] <url|file>...';

/** Something in the arguments is wrong: one line, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Target {
  /** As given; the `page` of the result. */
  given: string;
  kind: 'url' | 'file';
}

export interface Arguments {
  json: string | null;
  trust: string | null;
  browser: BrowserName;
  timeoutMs: number;
  targets: Target[];
}

/** @throws UsageError */
export function parseArguments(args: string[]): Arguments {
  const { values, positionals } = parse(args);
  const browser = BROWSERS.find((name) => name === values.browser);
  if (!browser) throw new UsageError(`--browser is chromium or firefox, not ${values.browser}`);
  const seconds = Number(values.timeout);
  if (!(seconds > 0 && seconds <= 3600))
    throw new UsageError(`--timeout is a number of seconds from 1 to 3600, not ${values.timeout}`);
  if (positionals.length === 0) throw new UsageError(`no url and no file given; ${USAGE}`);
  return {
    json: values.json ?? null,
    trust: values.trust ?? null,
    browser,
    timeoutMs: seconds * 1000,
    targets: positionals.map(readTarget),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        trust: { type: 'string' },
        browser: { type: 'string', default: 'chromium' },
        timeout: { type: 'string', default: '60' },
      },
    });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/[.\n]/);
    throw new UsageError(`${sentence}; ${USAGE}`, { cause: error });
  }
}

function readTarget(given: string): Target {
  if (/^https?:\/\//i.test(given)) {
    if (!URL.canParse(given)) throw new UsageError(`not a valid address: ${given}`);
    return { given, kind: 'url' };
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(given))
    throw new UsageError(`only http and https addresses and paths of files can be checked, not ${given}`);
  const stat = statSync(given, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`no such file: ${given}`);
  if (!stat.isFile()) throw new UsageError(`not a file: ${given}`);
  return { given, kind: 'file' };
}
