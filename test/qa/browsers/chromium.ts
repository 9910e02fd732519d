import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import type { BrowserOptions, QaBrowser, QaPage, Remote } from './browser.ts';
import { INERT_FILE, prepareExtension, readRecords, tabShowing } from './extension-page.ts';
import { browserPath } from './installed.ts';

/** The same, with Playwright's own objects for what only Chromium can do. */
export interface ChromiumPage extends QaPage {
  readonly page: Page;
}
export interface ChromiumBrowser extends QaBrowser {
  readonly context: BrowserContext;
  openPage(): Promise<ChromiumPage>;
}

export async function openChromium(options: BrowserOptions): Promise<ChromiumBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'whence-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath('chromium'),
    headless: !options.headed,
    viewport: options.headed ? null : (options.size ?? { width: 1280, height: 800 }),
    colorScheme: options.dark ? 'dark' : 'light',
    ignoreDefaultArgs: ['--disable-extensions'],
    args: switches(options),
  });
  const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    await context.close().catch(() => undefined);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const version = context.browser()?.version() ?? 'unknown';
    const base = { name: 'chromium', version, context, gone, close } as const;
    if (options.extensionDir === null) return { ...base, ...withoutExtension(context) };
    return { ...base, ...(await withExtension(context, options)) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where a browser that is listened to asks for updates and accounts: nobody answers there, and no extension would ask. */
export const BROWSERS_OWN = 'http://browsers-own.invalid/';
const QUIET = [
  ...['--disable-component-update', '--disable-sync', '--extensions-update-frequency=86400'],
  ...['apps-gallery-update-url', 'gaia-url', 'google-apis-url'].map((name) => `--${name}=${BROWSERS_OWN}`),
  `--component-updater=url-source=${BROWSERS_OWN}`,
];

function switches({ extensionDir, headed, proxy, anyCertificate }: BrowserOptions): string[] {
  const list = ['--no-first-run', '--mute-audio', '--autoplay-policy=no-user-gesture-required'];
  if (process.getuid?.() === 0) list.push('--no-sandbox');
  if (!headed) list.push('--headless=new');
  if (proxy) list.push(`--proxy-server=${proxy}`, '--proxy-bypass-list=<-loopback>', ...QUIET);
  if (anyCertificate) list.push('--ignore-certificate-errors');
  if (extensionDir !== null)
    list.push(`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`);
  return list;
}

function withoutExtension(context: BrowserContext) {
  return {
    extensionRoot: null,
    openPage: async () => pageOf(await context.newPage(), -1, async () => []),
    extensionEval: () => Promise.reject(new Error('no extension in this browser')),
  };
}

async function withExtension(context: BrowserContext, options: BrowserOptions) {
  const worker =
    context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
  const extensionRoot = new URL('/', worker.url()).href;
  const [home = await context.newPage()] = context.pages();
  await home.goto('chrome://extensions');
  await home.evaluate(offerAllSites, new URL(extensionRoot).hostname);
  await home.goto(`${extensionRoot}options.html`);
  await acceptAllSites(context, home);
  const evaluate = <A, R>(run: Remote<A, R>, argument: A): Promise<R> => evaluateIn(home, run, argument);
  await prepareExtension(evaluate, options);

  let opened = 0;
  return {
    extensionRoot,
    extensionEval: evaluate,
    openPage: async (): Promise<ChromiumPage> => {
      const page = await context.newPage();
      const inert = `${extensionRoot}${INERT_FILE}?page=${++opened}`;
      await page.goto(inert);
      const tabId = await tabShowing(evaluate, inert);
      return pageOf(page, tabId, () => readRecords(evaluate, tabId));
    },
  };
}

/** On chrome://extensions: marks the optional host permission as one that the user has already allowed. */
async function offerAllSites(extensionId: string): Promise<void> {
  interface DeveloperPrivate {
    updateExtensionConfiguration(update: { extensionId: string; hostAccess: string }): Promise<void>;
    addHostPermission(extensionId: string, host: string): Promise<void>;
  }
  const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
  await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_SPECIFIC_SITES' });
  await developerPrivate.addHostPermission(extensionId, '<all_urls>');
}

/** Asks as the first-run page does; what was allowed before is granted without a prompt. */
async function acceptAllSites(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const answer = await Promise.race([
    session.send('Runtime.evaluate', {
      expression: "chrome.permissions.request({ origins: ['<all_urls>'] })",
      userGesture: true,
      awaitPromise: true,
      returnByValue: true,
    }),
    // A prompt that nobody sees would be waited for without end.
    wait(10_000, null, { ref: false }),
  ]);
  if (answer?.result.value !== true) throw new Error('the browser did not grant access to all sites');
}

function pageOf(page: Page, tabId: number, records: QaPage['records']): ChromiumPage {
  return {
    page,
    tabId,
    records,
    goto: async (url, timeout, waitUntil = 'load') => void (await page.goto(url, { timeout, waitUntil })),
    evaluate: (run, argument) => evaluateIn(page, run, argument),
    hover: (selector) => page.locator(selector).first().hover(),
    click: (at) => (typeof at === 'string' ? page.locator(at).first().click() : page.mouse.click(...at)),
    screenshot: async (path) => void (await page.screenshot({ path })),
    close: () => page.close(),
  };
}

/** As text, so that the same functions run in both browsers in the same way. */
function evaluateIn<A, R>(page: Page, run: Remote<A, R>, argument: A): Promise<R> {
  return page.evaluate<R>(`(${run.toString()})(${JSON.stringify(argument) ?? 'undefined'})`);
}
