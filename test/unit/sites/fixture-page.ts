import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { type Browser, chromium, type Page } from '@playwright/test';
import { installedBrowser } from '../../qa/browsers/installed';
import type * as InPage from './in-page';

const ROOT = new URL('../../../', import.meta.url);
const FIXTURES = new URL('test/fixtures/sites/', ROOT);
/** Path under which a fixture's own origin also serves the source of this repository, as modules. */
const SOURCE = '/.whence/';

export type InPageModule = typeof InPage;

export interface Fixture {
  name: string;
  html: string;
  address: string;
}

/** The Chromium to test in; null where this machine has none. */
export function chromiumPath(): string | null {
  try {
    return installedBrowser('chromium');
  } catch {
    const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
    return process.env.WHENCE_CHROMIUM ?? usual.find((path) => existsSync(path)) ?? null;
  }
}

export async function readFixtures(): Promise<Fixture[]> {
  const names = (await readdir(FIXTURES)).filter((name) => name.endsWith('.html')).sort();
  return Promise.all(
    names.map(async (name) => {
      const html = await readFile(new URL(name, FIXTURES), 'utf8');
      const address = /name="fixture:address" content="([^"]+)"/.exec(html)?.[1];
      if (!address) throw new Error(`${name} does not say under which address it stands`);
      return { name: name.replace('.html', ''), html, address };
    }),
  );
}

export function launch(path: string): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: path, args: ['--mute-audio', ...sandbox] });
}

/** One tab that shows fixtures under the addresses they imitate; nothing reaches the network. */
export interface FixtureTab {
  page: Page;
  show(fixture: Fixture): Promise<Page>;
}

export async function openTab(browser: Browser): Promise<FixtureTab> {
  const page = await browser.newPage();
  let shown: Fixture | null = null;
  await page.route('**/*', async (route) => {
    const { pathname, href } = new URL(route.request().url());
    if (href === withoutHash(shown?.address))
      return route.fulfill({ body: shown?.html ?? '', contentType: 'text/html; charset=utf-8' });
    if (!pathname.startsWith(SOURCE)) return route.abort();
    return route.fulfill({
      body: await moduleAt(pathname.slice(SOURCE.length)),
      contentType: 'text/javascript',
    });
  });
  const show = async (fixture: Fixture): Promise<Page> => {
    shown = fixture;
    await page.goto('about:blank');
    await page.goto(fixture.address);
    // As text: what builds the tests would rewrite an import in a function.
    await page.evaluate(
      `import(${JSON.stringify(`${SOURCE}test/unit/sites/in-page`)}).then((inPage) => { window.inPage = inPage; })`,
    );
    return page;
  };
  return { page, show };
}

const withoutHash = (address: string | undefined): string | undefined => address?.replace(/#.*$/, '');

const modules = new Map<string, Promise<string>>();

function moduleAt(path: string): Promise<string> {
  const known = modules.get(path) ?? strip(path);
  modules.set(path, known);
  return known;
}

async function strip(path: string): Promise<string> {
  const code = await readFile(new URL(`${path.replace(/\.ts$/, '')}.ts`, ROOT), 'utf8');
  return stripTypeScriptTypes(code);
}
