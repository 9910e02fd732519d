import { browser } from 'wxt/browser';
import type { EngineCallbacks, EngineHost } from './engine-host';

/** Firefox suspends an event page after 30 s, whatever it does; any API call starts the clock anew. */
const KEEP_ALIVE_MS = 10_000;

/** The engine inside Firefox's event page, loaded with the first job. */
export function createEventPageHost(callbacks: EngineCallbacks): EngineHost {
  let beat: ReturnType<typeof setInterval> | null = null;
  const rest = () => {
    if (beat !== null) clearInterval(beat);
    beat = null;
  };
  const engine = import('../engine/assemble').then(({ assembleEngine }) => assembleEngine(callbacks, rest));
  return {
    async run(job) {
      const ready = await engine;
      beat ??= setInterval(() => void browser.runtime.getPlatformInfo(), KEEP_ALIVE_MS);
      ready.run(job);
    },
    change: async (change) => (await engine).change(change),
    cancel: async (key) => (await engine).cancel(key),
  };
}
