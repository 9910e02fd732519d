import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, say, SetupError } from './shell.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const STAMP = join(ROOT, 'node_modules', '.whence-stamp');
const WXT_TYPES = join(ROOT, '.wxt', 'tsconfig.json');

/** Installs what the lock file names, unless it is there. */
export async function ensureDependencies(env) {
  const stamp = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== stamp) {
    if (!matchesLock()) {
      say('installing the dependencies from package-lock.json');
      if (!(await run('npm', ['ci', '--no-audit', '--no-fund'], { env })))
        throw new SetupError('npm ci failed: see above');
    }
    writeFileSync(STAMP, stamp);
  }
  if (!existsSync(WXT_TYPES) && !(await run('npx', ['--no-install', 'wxt', 'prepare'], { env })))
    throw new SetupError('wxt prepare failed: see above');
}

/** Every package of the lock stands in node_modules in that version (optional ones may be missing). */
function matchesLock() {
  if (!existsSync(INSTALLED)) return false;
  const wanted = JSON.parse(readFileSync(LOCK, 'utf8')).packages;
  const there = JSON.parse(readFileSync(INSTALLED, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === '' || there[path]?.version === version || (!there[path] && (optional || peer)),
  );
}
