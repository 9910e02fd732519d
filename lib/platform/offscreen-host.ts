import { browser } from 'wxt/browser';
import type { Job } from '../messaging/job';
import { onMessage, sendMessage } from '../messaging/protocol';
import { requireOwnPage } from '../messaging/senders';
import type { EngineCallbacks, EngineHost } from './engine-host';

const PAGE = '/offscreen.html';

/** One promise for all callers: a second `createDocument` while the first is under way throws. */
let creating: Promise<void> | null = null;

/** Pauses between tries: a document that closes in that moment, or one whose creator was ended while it loaded. */
const RETRIES_MS = [50, 200, 500, 1000, 2000];

async function isTaken(job: Job): Promise<boolean> {
  return sendMessage('engine:run', job).then(
    () => true,
    () => false,
  );
}

async function ensureDocument(): Promise<void> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  // A document that is still loading is listed already, but takes no messages yet.
  if (contexts.length > 0 && !creating) return;
  creating ??= browser.offscreen
    .createDocument({
      url: PAGE,
      reasons: ['WORKERS'],
      justification: 'Reads the credentials and key frames of videos in workers, on this machine.',
    })
    .finally(() => {
      creating = null;
    });
  await creating;
}

/**
 * The engine in Chrome's offscreen document, which outlives this worker and closes itself when idle.
 * A message that nobody takes means that the document went away in that moment: made anew, sent again.
 */
export function createOffscreenHost({
  onUpdate,
  askFrames,
  askStream,
  askBytes,
  askSupplied,
}: EngineCallbacks): EngineHost {
  const root = browser.runtime.getURL('');
  onMessage('result:update', ({ data, sender }) => {
    requireOwnPage(sender, browser.runtime.id, root);
    return onUpdate(data);
  });
  onMessage('result:stream', ({ data, sender }) => {
    requireOwnPage(sender, browser.runtime.id, root);
    return askStream(data);
  });
  onMessage('result:supplied', ({ data, sender }) => {
    requireOwnPage(sender, browser.runtime.id, root);
    return askSupplied(data);
  });
  onMessage('result:bytes', ({ data, sender }) => {
    requireOwnPage(sender, browser.runtime.id, root);
    return askBytes(data);
  });
  onMessage('result:frames', ({ data, sender }) => {
    requireOwnPage(sender, browser.runtime.id, root);
    return askFrames(data);
  });
  return {
    async run(job) {
      for (const wait of RETRIES_MS) {
        await ensureDocument();
        if (await isTaken(job)) return;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
      throw new Error('the analysis document takes no jobs');
    },
    // Nothing to change or cancel where no document is.
    change: (change) => sendMessage('engine:change', change).catch(() => undefined),
    cancel: (key) => sendMessage('engine:cancel', { key }).catch(() => undefined),
  };
}
