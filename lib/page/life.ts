import { browser } from 'wxt/browser';

/** How long this script may act: until the extension is removed, replaced or reloaded. */
export interface Life {
  readonly signal: AbortSignal;
  /** False once the extension has gone; the first to ask ends the script by its signal. */
  readonly isValid: boolean;
}

/** On the global of our isolated world, which the page cannot see. */
const KEY = Symbol.for('whence.life');
type World = typeof globalThis & { [KEY]?: Life };

/**
 * Begins the life of the script in this document.
 * @returns null where it lives here already: a tab may be injected into more than once
 */
export function beginLife(): Life | null {
  const world = globalThis as World;
  if (world[KEY]?.isValid) return null;
  const controller = new AbortController();
  const life: Life = {
    signal: controller.signal,
    get isValid() {
      // The browser takes the id away from scripts of an extension that is no longer there.
      if (!browser.runtime?.id) controller.abort();
      return !controller.signal.aborted;
    },
  };
  world[KEY] = life;
  return life;
}
