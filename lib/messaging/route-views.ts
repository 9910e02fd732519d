import { browser } from 'wxt/browser';
import { injectInto } from '../platform/content-registration';
import type { EngineHost } from '../platform/engine-host';
import { watchSettings } from '../storage/settings';
import { changeRecord } from '../storage/video-records';
import { parseJobKey } from './job-key';
import { makeJob } from './make-job';
import { pageSettings } from './page-settings';
import { onMessage, sendMessage } from './protocol';
import { requireOwnPage } from './senders';

/** Handles what our own pages ask: show a video, check it now, look into a tab once. */
export function routeViews(host: EngineHost): void {
  const root = browser.runtime.getURL('');
  const own = (sender: Parameters<typeof requireOwnPage>[0]) =>
    requireOwnPage(sender, browser.runtime.id, root);

  onMessage('view:focus', async ({ data, sender }) => {
    own(sender);
    const { tabId, frameId, id } = parseJobKey(data.key);
    await sendMessage('tab:focus', { id }, { tabId, frameId });
  });

  onMessage('view:recheck', async ({ data: { key }, sender }) => {
    own(sender);
    const record = await changeRecord({ ...parseJobKey(key), key }, (now) => ({
      ...now,
      ...{ state: 'queued', asked: true },
    }));
    if (!record) return;
    const { saveData } = record.subject;
    await host.run(await makeJob(record.subject, { visible: true, saveData, asked: true, fresh: true }));
  });

  onMessage('view:inject', async ({ data, sender }) => {
    own(sender);
    await injectInto(data.tabId);
  });

  watchSettings(() => void tellTabs(), new AbortController().signal);
}

/** Content scripts start or stop, and change what their cards show, as soon as a setting changes. */
async function tellTabs(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(async ({ id, url }) => {
      if (id === undefined || url === undefined) return;
      await sendMessage('tab:settings', await pageSettings(url), id).catch(() => undefined);
    }),
  );
}
