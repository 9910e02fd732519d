import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isProgram, ROOT, run, say, SetupError } from './shell.mjs';

const PINNED = '24.21.0';
/** The build tools and the scripts need at least this: module hooks and TypeScript without a build step. */
const NEEDED = [22, 18];
const TRANSFORM = '--experimental-transform-types';

/** @returns the path of a Node that runs everything here */
export async function ensureNode() {
  if (isGoodEnough()) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const home = join(ROOT, '.cache', 'node', PINNED);
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(home, 'node_modules', name, 'bin', binary);
  if (isProgram(path)) return path;
  say(
    `Node ${process.versions.node} is too old or too new for the build tools; installing ${PINNED} into .cache/node`,
  );
  mkdirSync(home, { recursive: true });
  // Without a package.json of its own npm would install into the project.
  if (!existsSync(join(home, 'package.json')))
    writeFileSync(join(home, 'package.json'), '{"private":true}\n');
  const installed = await run(
    'npm',
    ['install', '--prefix', home, '--no-audit', '--no-fund', `${name}@${PINNED}`],
    {
      cwd: home,
    },
  );
  if (!installed || !isProgram(path))
    throw new SetupError(`could not install Node ${PINNED}; use Node ${NEEDED.join('.')} to 24 yourself`);
  return path;
}

function isGoodEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const newEnough = major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
  return newEnough && major <= 24 && process.allowedNodeEnvironmentFlags.has(TRANSFORM);
}

/** Switches with which Node runs the TypeScript of this repository as it stands. */
export function nodeFlags() {
  return [
    TRANSFORM,
    '--disable-warning=ExperimentalWarning',
    `--import=${pathToFileURL(join(ROOT, '.ci', 'setup', 'resolve-ts.mjs')).href}`,
  ];
}
