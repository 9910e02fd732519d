import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isProgram, isRoot, output, ROOT, run, say, SetupError, which } from './shell.mjs';

const FOUND = join(ROOT, '.cache', 'browsers.json');
/** The extension's own lower bounds. */
const OLDEST = { chromium: 148, firefox: 140 };

/**
 * Finds a Chromium and a Firefox, installs what is missing, and writes their paths to `.cache/browsers.json`.
 * Without Firefox its smoke test is skipped; without Chromium nothing can be shown or tested.
 */
export async function ensureBrowsers(node, env) {
  const before = existsSync(FOUND) ? JSON.parse(readFileSync(FOUND, 'utf8')) : {};
  const chromium =
    (await kept(before, 'chromium')) ?? (await findChromium()) ?? (await installChromium(node, env));
  if (!chromium)
    throw new SetupError(
      'no Chromium that can load an extension, and none could be installed: install one, or give its path in WHENCE_CHROMIUM',
    );
  const firefox =
    (await kept(before, 'firefox')) ??
    (await findFirefox()) ??
    (before.askedFor ? null : await installFirefox(env));
  if (!firefox && !before.askedFor)
    say(
      `no Firefox ${OLDEST.firefox} or newer: its smoke test will be skipped (WHENCE_FIREFOX gives a path)`,
    );
  // askedFor: without root and without Firefox the next run does not try again.
  writeFileSync(FOUND, `${JSON.stringify({ chromium, firefox, askedFor: true }, null, 2)}\n`);
}

/** What an earlier run found, as long as it is there and no other was named since. */
async function kept(before, name) {
  const named = process.env[`WHENCE_${name.toUpperCase()}`];
  if (named && named !== before[name]) return usable(named, name);
  return before[name] && isProgram(before[name]) ? before[name] : null;
}

async function usable(path, name) {
  if (!path || !isProgram(path)) return null;
  const version = await output(path, ['--version']);
  const major = Number(/ (\d+)\./.exec(version ?? '')?.[1] ?? 0);
  // Branded Chrome ignores --load-extension; "Google Chrome for Testing" and Chromium do not.
  const branded = /^Google Chrome (?!for Testing)/.test(version ?? '');
  return major >= OLDEST[name] && !branded ? path : null;
}

async function firstUsable(paths, name) {
  for (const path of paths) {
    const good = await usable(path, name);
    if (good) return good;
  }
  return null;
}

const findChromium = () =>
  firstUsable(
    [
      process.env.CHROME_PATH,
      which('chromium'),
      which('chromium-browser'),
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      playwrightChromium(),
    ],
    'chromium',
  );

const findFirefox = () =>
  firstUsable(
    [which('firefox-esr'), which('firefox'), '/Applications/Firefox.app/Contents/MacOS/firefox'],
    'firefox',
  );

function playwrightChromium() {
  const require = createRequire(join(ROOT, 'package.json'));
  return require('@playwright/test').chromium.executablePath();
}

async function installChromium(node, env) {
  say('no Chromium found: installing the one of Playwright');
  const playwright = (...args) =>
    run(node, [join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'), ...args], { env });
  const own = () => usable(playwrightChromium(), 'chromium');
  if (await playwright('install', '--no-shell', 'chromium')) {
    if (await own()) return own();
    say('it does not start: libraries of the system are missing');
    if (isRoot() && (await playwright('install-deps', 'chromium')) && (await own())) return own();
  }
  say('that did not work');
  return (await apt('chromium')) ? findChromium() : null;
}

async function installFirefox() {
  say('no Firefox found');
  return (await apt('firefox-esr')) ? findFirefox() : null;
}

/** Debian's package, where we may install one. */
async function apt(name) {
  if (!isRoot() || !which('apt-get')) return false;
  say(`installing Debian's package ${name}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', name], { env });
  return (await install()) || ((await run('apt-get', ['update'], { env })) && (await install()));
}
