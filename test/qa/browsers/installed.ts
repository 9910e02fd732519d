import { readFileSync } from 'node:fs';
import type { BrowserName } from './browser.ts';

/** Written by `.ci/setup.mjs`. */
const FOUND = new URL('../../../.cache/browsers.json', import.meta.url);

/** @returns null when this machine has no such browser and none could be installed */
export function installedBrowser(name: BrowserName): string | null {
  const found = JSON.parse(readFileSync(FOUND, 'utf8')) as Record<BrowserName, string | null>;
  return found[name];
}

/** @throws Error when there is none */
export function browserPath(name: BrowserName): string {
  const path = installedBrowser(name);
  if (!path)
    throw new Error(
      `no ${name} on this machine: install one, or give its path in WHENCE_${name.toUpperCase()}`,
    );
  return path;
}
