import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserName } from './browsers/browser.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What goes into a build. */
const SOURCES = ['entrypoints', 'lib', 'public', 'models', 'wxt.config.ts', 'package-lock.json'];
const WXT = join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');

const target = (browser: BrowserName): string => (browser === 'firefox' ? 'firefox' : 'chrome');

export function extensionDir(browser: BrowserName): string {
  return join(ROOT, '.output', `${target(browser)}-mv3`);
}

/**
 * Builds the extension unless a build is there that is newer than every source.
 * @returns its folder
 * @throws Error with what the build printed
 */
export async function ensureBuilt(browser: BrowserName, say: (line: string) => void): Promise<string> {
  const folder = extensionDir(browser);
  const built = statSync(join(folder, 'manifest.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Math.max(...SOURCES.map((path) => newest(join(ROOT, path)))) < built) return folder;
  say(`building the extension for ${browser}`);
  try {
    await promisify(execFile)(process.execPath, [WXT, 'build', '--mv3', '-b', target(browser)], {
      cwd: ROOT,
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`the build failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
  return folder;
}

function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'node_modules' && !name.startsWith('.'));
  return Math.max(0, ...inside.map((name) => newest(join(path, name))));
}
