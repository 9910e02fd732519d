import { setTimeout as wait } from 'node:timers/promises';
import type { Remote } from './browser.ts';
import type { Marionette } from './marionette.ts';

/** One command at a time, each in the window or the context that it names. */
export class FirefoxDriver {
  readonly #marionette: Marionette;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(marionette: Marionette) {
    this.#marionette = marionette;
  }

  /** @returns the browser's version */
  async start(): Promise<string> {
    const { capabilities } = (await this.#marionette.send('WebDriver:NewSession', {
      // Marionette takes capabilities as they are, without the `alwaysMatch` that WebDriver has around them.
      acceptInsecureCerts: true,
      // Does not wait for a page to load: one that stalls may not hold the one connection.
      pageLoadStrategy: 'none',
    })) as { capabilities: { browserVersion: string } };
    await this.#marionette.send('WebDriver:SetTimeouts', { script: 120_000 });
    return capabilities.browserVersion;
  }

  alone<T>(work: (marionette: Marionette) => Promise<T>): Promise<T> {
    const result = this.#tail.then(() => work(this.#marionette));
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** @param focus the window comes to the front first, as a viewer would have it */
  inWindow<T>(handle: string, work: (marionette: Marionette) => Promise<T>, focus = false): Promise<T> {
    return this.alone(async (marionette) => {
      await marionette.send('WebDriver:SwitchToWindow', { handle, focus });
      return work(marionette);
    });
  }

  evaluate<A, R>(handle: string, run: Remote<A, R>, argument: A): Promise<R> {
    return this.inWindow(handle, (marionette) => execute(marionette, run, argument));
  }

  /** In a page or a frame of it, with the browser's own privileges; what is left on its global stays there. */
  evaluateAsBrowser<A, R>(handle: string, run: Remote<A, R>, argument: A, frame?: string): Promise<R> {
    return this.inWindow(handle, async (marionette) => {
      if (frame !== undefined) {
        const { value } = (await marionette.send('WebDriver:FindElement', {
          using: 'css selector',
          value: frame,
        })) as { value: Record<string, string> };
        await marionette.send('WebDriver:SwitchToFrame', { element: Object.values(value)[0] });
      }
      try {
        return await execute(marionette, run, argument, 'system', false);
      } finally {
        if (frame !== undefined) await marionette.send('WebDriver:SwitchToFrame', { element: null });
      }
    });
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
  newSandbox = true,
): Promise<R> {
  const script = `const [argument, done] = arguments;
    Promise.resolve().then(() => (${run.toString()})(argument))
      .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
  const { value } = (await marionette.send('WebDriver:ExecuteAsyncScript', {
    script,
    args: [argument ?? null],
    sandbox,
    newSandbox,
  })) as { value: { value?: R; error?: string } };
  if (value.error !== undefined) throw new Error(value.error);
  return value.value as R;
}

/** Waits by asking again. */
export async function goto(
  driver: FirefoxDriver,
  handle: string,
  url: string,
  timeout: number,
  until: 'load' | 'commit' = 'load',
): Promise<void> {
  const before = await driver.evaluate(handle, () => performance.timeOrigin, null);
  await driver.inWindow(handle, (marionette) => marionette.send('WebDriver:Navigate', { url }));
  const deadline = Date.now() + timeout;
  for (; Date.now() < deadline; await wait(50)) {
    const now = await driver
      .evaluate(
        handle,
        () => [performance.timeOrigin, document.readyState, document.documentURI] as const,
        null,
      )
      .catch(() => null); // asked in the moment of the change
    if (now?.[2].startsWith('about:neterror')) throw new Error(`the page did not load: ${url}`);
    // A new window replaces its first empty document by another one.
    if (!now || now[0] === before || now[2] === 'about:blank') continue;
    if (now[1] === 'complete' || until === 'commit') return;
  }
  throw new Error(`the page did not load within ${timeout} ms: ${url}`);
}
