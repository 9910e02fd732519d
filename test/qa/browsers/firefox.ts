import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserOptions, QaBrowser, QaPage, Remote } from './browser.ts';
import { INERT_FILE, prepareExtension, readRecords, tabShowing } from './extension-page.ts';
import { FirefoxDriver, goto } from './firefox-driver.ts';
import { point } from './firefox-pointer.ts';
import { browserPath } from './installed.ts';
import { Marionette, MarionetteError } from './marionette.ts';

const PREFERENCES: Record<string, boolean | number | string> = {
  'marionette.port': 0,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'media.autoplay.default': 0,
  'media.volume_scale': '0.0',
  // Asked of the viewer once, on some systems.
  'media.eme.enabled': true,
  // Every page is a window of its own: one that is covered must still draw, or nothing becomes visible.
  'widget.windows.window_occlusion_tracking.enabled': false,
  'dom.ipc.processPrelaunch.enabled': false,
  'app.update.auto': false,
  // No request for /favicon.ico, which a page's policy may refuse and report.
  'browser.chrome.guess_favicon': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

const SIZE = { width: 1280, height: 800 };

/** The same, with what only Firefox can do. */
export interface FirefoxPage extends QaPage {
  /**
   * In the page, but with the browser's own eyes: closed roots are open to it, and what it leaves on its global stays.
   * @param frame selector of a frame to do it in, of another site too
   */
  evaluateAsBrowser<A, R>(run: Remote<A, R>, argument: A, frame?: string): Promise<R>;
}
export interface FirefoxBrowser extends QaBrowser {
  openPage(): Promise<FirefoxPage>;
  /** As the menu's "Work Offline" does, for every page and the extension. */
  goOffline(): Promise<void>;
}

export async function openFirefox(options: BrowserOptions): Promise<FirefoxBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'whence-firefox-'));
  await writeFile(join(profile, 'user.js'), preferences(options));
  const { width, height } = options.size ?? SIZE;
  const firefox = spawn(
    browserPath('firefox'),
    [
      ...(options.headed ? [] : ['--headless']),
      ...['--no-remote', '--marionette', '--remote-allow-system-access', '-profile', profile],
    ],
    // The screen of a headless one: no window is larger, whatever is asked for.
    {
      stdio: 'ignore',
      env: { ...process.env, MOZ_HEADLESS_WIDTH: `${width + 100}`, MOZ_HEADLESS_HEIGHT: `${height + 300}` },
    },
  );
  const gone = new Promise<void>((resolve) => firefox.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    if (firefox.exitCode === null) firefox.kill();
    await Promise.race([gone, wait(5000).then(() => firefox.kill('SIGKILL'))]);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const driver = new FirefoxDriver(await Marionette.connect(await activePort(firefox, profile)));
    const version = await driver.start();
    const goOffline = () => driver.privileged(workOffline, null);
    return { name: 'firefox', version, gone, close, goOffline, ...(await withExtension(driver, options)) };
  } catch (error) {
    await close();
    throw error;
  }
}

function preferences({ proxy, dark }: BrowserOptions): string {
  const all = { ...PREFERENCES, 'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1 };
  const [host, port] = proxy?.split(':') ?? [];
  if (host && port)
    Object.assign(all, {
      'network.proxy.type': 1,
      'network.proxy.http': host,
      'network.proxy.http_port': Number(port),
      'network.proxy.ssl': host,
      'network.proxy.ssl_port': Number(port),
      'network.proxy.allow_hijacking_localhost': true,
    });
  return Object.entries(all)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

/** The port that Firefox chose stands in a file of its profile. */
async function activePort(firefox: ChildProcess, profile: string): Promise<number> {
  for (let tries = 0; tries < 300; tries++) {
    await wait(100);
    if (firefox.exitCode !== null) throw new Error(`Firefox ended with code ${firefox.exitCode}`);
    const port = Number(await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => 'NaN'));
    if (port) return port;
  }
  throw new Error('Firefox did not open its remote port within 30 s');
}

async function withExtension(driver: FirefoxDriver, options: BrowserOptions) {
  const home = await driver.alone(async (marionette) => {
    const { value } = (await marionette.send('WebDriver:GetWindowHandle')) as { value: string };
    return value;
  });
  const evaluate: QaBrowser['extensionEval'] = (run, argument) => driver.evaluate(home, run, argument);
  let extensionRoot: string | null = null;
  if (options.extensionDir !== null) {
    const path = options.extensionDir;
    const id = await driver.alone((marionette) =>
      marionette.send('Addon:Install', { path, temporary: true }),
    );
    extensionRoot = `moz-extension://${await driver.privileged(grantAllSites, (id as { value: string }).value)}/`;
    await goto(driver, home, `${extensionRoot}options.html`, 30_000);
    await prepareExtension(evaluate, options);
  }
  let opened = 0;
  const openPage = async (): Promise<FirefoxPage> => {
    // From the home window: the one used last may be closed already.
    const handle = await driver.inWindow(home, async (marionette) => {
      const window = await marionette.send('WebDriver:NewWindow', { type: 'window' });
      return (window as { handle: string }).handle;
    });
    if (!options.headed) await fit(driver, handle, options.size ?? SIZE);
    if (!extensionRoot) return pageOf(driver, handle, -1, async () => []);
    const inert = `${extensionRoot}${INERT_FILE}?page=${++opened}`;
    // In the extension's own process, which a page may keep busy for a while.
    await goto(driver, handle, inert, 30_000);
    const tabId = await tabShowing(evaluate, inert);
    return pageOf(driver, handle, tabId, () => readRecords(evaluate, tabId));
  };
  return { extensionRoot, extensionEval: evaluate, openPage };
}

/** Makes the viewport of a window this large: a new one has the browser's own size. */
async function fit(driver: FirefoxDriver, handle: string, { width, height }: typeof SIZE): Promise<void> {
  const [across, down] = await driver.evaluate(
    handle,
    () => [outerWidth - innerWidth, outerHeight - innerHeight] as const,
    null,
  );
  await driver.inWindow(handle, (marionette) =>
    marionette.send('WebDriver:SetWindowRect', { width: width + across, height: height + down }),
  );
}

/** In the browser's own context. */
function workOffline(): void {
  (globalThis as unknown as { Services: { io: { offline: boolean } } }).Services.io.offline = true;
}

/** In the browser's own context: grants the optional permission; returns the extension's host name. */
async function grantAllSites(id: string): Promise<string> {
  interface Gecko {
    ChromeUtils: {
      importESModule(url: string): {
        ExtensionPermissions: {
          add(
            id: string,
            permissions: { permissions: string[]; origins: string[] },
            of: unknown,
          ): Promise<void>;
        };
      };
    };
    WebExtensionPolicy: { getByID(id: string): { extension: unknown; mozExtensionHostname: string } };
  }
  const { ChromeUtils, WebExtensionPolicy } = globalThis as unknown as Gecko;
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const policy = WebExtensionPolicy.getByID(id);
  await ExtensionPermissions.add(id, { permissions: [], origins: ['<all_urls>'] }, policy.extension);
  return policy.mozExtensionHostname;
}

function pageOf(
  driver: FirefoxDriver,
  handle: string,
  tabId: number,
  records: QaPage['records'],
): FirefoxPage {
  return {
    tabId,
    records,
    goto: (url, timeout, until) => goto(driver, handle, url, timeout, until),
    evaluate: (run, argument) => driver.evaluate(handle, run, argument),
    evaluateAsBrowser: (run, argument, frame) => driver.evaluateAsBrowser(handle, run, argument, frame),
    hover: (selector) => point(driver, handle, selector, false),
    click: (at) => point(driver, handle, at, true),
    screenshot: async (path) => {
      const shot = await driver.inWindow(handle, (marionette) =>
        marionette.send('WebDriver:TakeScreenshot', { full: false }),
      );
      await writeFile(path, Buffer.from((shot as { value: string }).value, 'base64'));
    },
    close: () =>
      driver.inWindow(handle, async (marionette) => {
        await marionette.send('WebDriver:CloseWindow').catch((error: unknown) => {
          if (!(error instanceof MarionetteError && error.error === 'no such window')) throw error;
        });
      }),
  };
}
