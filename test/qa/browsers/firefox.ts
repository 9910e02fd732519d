import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserOptions, QaBrowser, QaPage, Remote } from './browser.ts';
import { prepareExtension, readRecords, tabIds } from './extension-page.ts';
import { browserPath } from './installed.ts';
import { Marionette, MarionetteError } from './marionette.ts';

const PREFERENCES: Record<string, boolean | number | string> = {
  'marionette.port': 0,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'media.autoplay.default': 0,
  'media.volume_scale': '0.0',
  // Every page is a window of its own: one that is covered must still draw, or nothing becomes visible.
  'widget.windows.window_occlusion_tracking.enabled': false,
  'dom.ipc.processPrelaunch.enabled': false,
  'app.update.auto': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

export async function openFirefox(options: BrowserOptions): Promise<QaBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'whence-firefox-'));
  await writeFile(join(profile, 'user.js'), preferences(options));
  const { width, height } = options.size ?? { width: 1280, height: 800 };
  const firefox = spawn(
    browserPath('firefox'),
    [
      ...(options.headed ? [] : ['--headless']),
      ...['--no-remote', '--marionette', '--remote-allow-system-access', '-profile', profile],
      ...['--width', String(width), '--height', String(height + 100)],
    ],
    { stdio: 'ignore' },
  );
  const gone = new Promise<void>((resolve) => firefox.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    if (firefox.exitCode === null) firefox.kill();
    await Promise.race([gone, wait(5000).then(() => firefox.kill('SIGKILL'))]);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const driver = new Driver(await Marionette.connect(await activePort(firefox, profile)));
    const version = await driver.start();
    return { name: 'firefox', version, gone, close, ...(await withExtension(driver, options)) };
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

/** One command at a time, each in the window or the context that it names. */
class Driver {
  readonly #marionette: Marionette;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(marionette: Marionette) {
    this.#marionette = marionette;
  }

  /** @returns the browser's version */
  async start(): Promise<string> {
    const { capabilities } = (await this.#marionette.send('WebDriver:NewSession', {
      capabilities: { alwaysMatch: { acceptInsecureCerts: true, pageLoadStrategy: 'none' } },
    })) as { capabilities: { browserVersion: string } };
    await this.#marionette.send('WebDriver:SetTimeouts', { script: 120_000 });
    return capabilities.browserVersion;
  }

  alone<T>(work: (marionette: Marionette) => Promise<T>): Promise<T> {
    const result = this.#tail.then(() => work(this.#marionette));
    this.#tail = result.catch(() => undefined);
    return result;
  }

  inWindow<T>(handle: string, work: (marionette: Marionette) => Promise<T>): Promise<T> {
    return this.alone(async (marionette) => {
      await marionette.send('WebDriver:SwitchToWindow', { handle, focus: false });
      return work(marionette);
    });
  }

  evaluate<A, R>(handle: string, run: Remote<A, R>, argument: A): Promise<R> {
    return this.inWindow(handle, (marionette) => execute(marionette, run, argument));
  }

  /** With the browser's own privileges. */
  privileged<A, R>(run: Remote<A, R>, argument: A): Promise<R> {
    return this.alone(async (marionette) => {
      await marionette.send('Marionette:SetContext', { value: 'chrome' });
      try {
        return await execute(marionette, run, argument, 'system');
      } finally {
        await marionette.send('Marionette:SetContext', { value: 'content' });
      }
    });
  }
}

async function execute<A, R>(
  marionette: Marionette,
  run: Remote<A, R>,
  argument: A,
  sandbox: string | null = null,
): Promise<R> {
  const script = `const [argument, done] = arguments;
    Promise.resolve().then(() => (${run.toString()})(argument))
      .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
  const { value } = (await marionette.send('WebDriver:ExecuteAsyncScript', {
    script,
    args: [argument ?? null],
    sandbox,
    newSandbox: true,
  })) as { value: { value?: R; error?: string } };
  if (value.error !== undefined) throw new Error(value.error);
  return value.value as R;
}

async function withExtension(driver: Driver, options: BrowserOptions) {
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
    const url = `${extensionRoot}options.html`;
    await driver.inWindow(home, (marionette) => marionette.send('WebDriver:Navigate', { url }));
    await prepareExtension(evaluate, options);
  }
  const openPage = async (): Promise<QaPage> => {
    const before = new Set(extensionRoot ? await tabIds(evaluate) : []);
    const handle = await driver.alone(async (marionette) => {
      const opened = await marionette.send('WebDriver:NewWindow', { type: 'window' });
      return (opened as { handle: string }).handle;
    });
    const after = extensionRoot ? await tabIds(evaluate) : [-1];
    const tabId = after.find((tab) => !before.has(tab));
    if (tabId === undefined) throw new Error('the browser did not name the new tab');
    return pageOf(driver, handle, tabId, () => readRecords(evaluate, tabId));
  };
  let opening: Promise<unknown> = Promise.resolve();
  return {
    extensionRoot,
    extensionEval: evaluate,
    openPage: () => {
      const opened = opening.then(openPage);
      opening = opened.catch(() => undefined);
      return opened;
    },
  };
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

/** Waits by asking again: a page that stalls may not hold the one connection. */
async function goto(driver: Driver, handle: string, url: string, timeout: number): Promise<void> {
  const before = await driver.evaluate(handle, () => performance.timeOrigin, null);
  await driver.inWindow(handle, (marionette) => marionette.send('WebDriver:Navigate', { url }));
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    const now = await driver
      .evaluate(
        handle,
        () => [performance.timeOrigin, document.readyState, document.documentURI] as const,
        null,
      )
      .catch(() => null); // asked in the moment of the change
    if (now?.[2].startsWith('about:neterror')) throw new Error(`the page did not load: ${url}`);
    if (now && now[0] !== before && now[1] === 'complete') return;
    await wait(100);
  }
  throw new Error(`the page did not load within ${timeout} ms: ${url}`);
}

function pageOf(driver: Driver, handle: string, tabId: number, records: QaPage['records']): QaPage {
  return {
    tabId,
    records,
    goto: (url, timeout) => goto(driver, handle, url, timeout),
    evaluate: (run, argument) => driver.evaluate(handle, run, argument),
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
