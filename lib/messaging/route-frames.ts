import { browser } from 'wxt/browser';
import type { EngineHost } from '../platform/engine-host';
import { listRecords, removeRecords } from '../storage/video-records';
import { createTurns } from './in-turn';
import { onMessage, sendMessage } from './protocol';
import { frameOf } from './senders';

const isThere = (tabId: number, frameId: number): Promise<boolean> =>
  sendMessage('tab:here', undefined, { tabId, frameId }).catch(() => false);

/**
 * Forgets the videos of frames that were taken out of a page: what such a frame says in its last moment does not
 * always arrive. So the document around it tells, and every frame with videos is asked whether it is there.
 */
export function routeFrames(host: EngineHost): void {
  const inTurn = createTurns();
  /** Tabs that will be looked at: a page that makes and removes frames in a loop is asked no oftener for it. */
  const due = new Set<number>();

  const sweep = async (tabId: number, teller: number): Promise<void> => {
    due.delete(tabId);
    const frames = new Set((await listRecords({ tabId })).map(({ frameId }) => frameId));
    frames.delete(teller);
    for (const frameId of frames) {
      if (await isThere(tabId, frameId)) continue;
      const keys = await removeRecords({ tabId, frameId });
      await Promise.all(keys.map((key) => host.cancel(key)));
    }
  };

  onMessage('page:frames-left', async ({ sender }) => {
    const { tabId, frameId } = frameOf(sender, browser.runtime.id);
    if (due.has(tabId)) return;
    due.add(tabId);
    await inTurn(String(tabId), () => sweep(tabId, frameId));
  });
}
