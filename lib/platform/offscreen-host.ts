import { browser } from 'wxt/browser';
import { onMessage, sendMessage } from '../messaging/protocol';
import { requireOwnPage } from '../messaging/senders';
import type { EngineCallbacks, EngineHost } from './engine-host';

const PAGE = '/offscreen.html';

/** One promise for all callers: a second `createDocument` while the first is under way throws. */
let creating: Promise<void> | null = null;

async function ensureDocument(): Promise<void> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  if (contexts.length > 0) return;
  creating ??= browser.offscreen
    .createDocument({
      url: PAGE,
      reasons: ['WORKERS', 'DOM_PARSER'],
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
export function createOffscreenHost({ onUpdate, askFrames }: EngineCallbacks): EngineHost {
  const root = browser.runtime.getURL('');
  onMessage('result:update', ({ data, sender }) => {
    requireOwnPage(sender, browser.runtime.id, root);
    return onUpdate(data);
  });
  onMessage('result:frames', ({ data, sender }) => {
    requireOwnPage(sender, browser.runtime.id, root);
    return askFrames(data);
  });
  return {
    async run(job) {
      await ensureDocument();
      try {
        await sendMessage('engine:run', job);
      } catch {
        await ensureDocument();
        await sendMessage('engine:run', job);
      }
    },
    // Nothing to change or cancel where no document is.
    change: (change) => sendMessage('engine:change', change).catch(() => undefined),
    cancel: (key) => sendMessage('engine:cancel', { key }).catch(() => undefined),
  };
}
