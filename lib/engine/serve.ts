import { browser } from 'wxt/browser';
import { onMessage, sendMessage } from '../messaging/protocol';
import { requireOwnPage } from '../messaging/senders';
import { assembleEngine } from './assemble';

/** The document closes after this long without a job; making it anew costs less than its memory. */
const IDLE_MS = 25_000;

/** Runs the engine in Chrome's offscreen document: jobs in and results out are messages. */
export function serveEngine(): void {
  const root = browser.runtime.getURL('');
  const own = (sender: Parameters<typeof requireOwnPage>[0]) =>
    requireOwnPage(sender, browser.runtime.id, root);
  let closing: ReturnType<typeof setTimeout> | undefined;
  const engine = assembleEngine(
    {
      onUpdate: (update) => deliver(update),
      askStream: (ask) => sendMessage('result:stream', ask),
      askBytes: (ask) => sendMessage('result:bytes', ask),
      askSupplied: (ask) => sendMessage('result:supplied', ask),
      askFrames: (ask) => sendMessage('result:frames', ask),
    },
    () => {
      closing = setTimeout(() => window.close(), IDLE_MS);
    },
  );

  onMessage('engine:run', ({ data, sender }) => {
    own(sender);
    clearTimeout(closing);
    engine.run(data);
  });
  onMessage('engine:change', ({ data, sender }) => {
    own(sender);
    engine.change(data);
  });
  onMessage('engine:cancel', ({ data, sender }) => {
    own(sender);
    engine.cancel(data.key);
  });
}

/** A result wakes the background worker; where it dies in that very moment, the next try wakes it again. */
async function deliver(update: Parameters<typeof sendMessage<'result:update'>>[1]): Promise<void> {
  for (const wait of [0, 100, 1000]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      await sendMessage('result:update', update);
      return;
    } catch {
      // tried again below
    }
  }
}
