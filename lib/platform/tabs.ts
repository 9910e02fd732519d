import { browser } from 'wxt/browser';
import { removeRecords } from '../storage/video-records';
import type { EngineHost } from './engine-host';

/** A closed tab takes its records and its jobs with it. */
export function followTabs(host: EngineHost): void {
  browser.tabs.onRemoved.addListener(async (tabId) => {
    const keys = await removeRecords({ tabId });
    await Promise.all(keys.map((key) => host.cancel(key)));
  });
}
