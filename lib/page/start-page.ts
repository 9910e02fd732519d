import { createPagePort, greet, onPageSettings } from '../messaging/page-port';
import type { PageSettings } from '../messaging/protocol';
import type { Life } from './life';
import { StreamTraces } from './stream-traces';
import { watchPage } from './watch-page';

/** Ends with whichever comes first. */
function within(outer: AbortSignal): AbortController {
  const inner = new AbortController();
  outer.addEventListener('abort', () => inner.abort(), { signal: inner.signal, once: true });
  return inner;
}

/**
 * Looks after this frame for as long as the extension is there: watches its videos while the site is
 * not paused, stops and starts again as the settings change.
 */
export async function startPage(life: Life): Promise<void> {
  const { signal } = life;
  const port = createPagePort(signal);
  let settings: PageSettings = { active: false, mode: 'viewer', checkDecorative: false };
  const begin = () => {
    const over = within(signal);
    return { over, traces: new StreamTraces(over.signal) };
  };
  // Before the answer is there: what is fetched until then may be all there is of a playlist.
  let current: ReturnType<typeof begin> | null = begin();
  let watching = false;

  const apply = (next: PageSettings) => {
    settings = next;
    if (!settings.active) {
      if (watching) port.leave();
      current?.over.abort();
      current = null;
      watching = false;
    } else if (!watching && !signal.aborted) {
      current ??= begin();
      watching = true;
      watchPage({
        document,
        port,
        traces: current.traces,
        isAlive: () => life.isValid,
        mode: () => settings.mode,
        checksAll: () => settings.checkDecorative,
        onError: (error) => console.warn('Whence:', error),
        signal: current.over.signal,
      });
    }
  };

  onPageSettings(apply, signal);
  window.addEventListener('pagehide', ({ isTrusted }) => isTrusted && port.leave(), { signal });
  apply(await greet());
}
