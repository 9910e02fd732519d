import type { TrustList } from '../../../lib/evidence/credentials/trust-list.ts';
import { checkSettings, DEFAULT_SETTINGS, SETTINGS_VERSION } from '../../../lib/storage/settings-schema.ts';
import type { VideoRecord } from '../../../lib/messaging/video-record.ts';
import type { BrowserOptions, QaBrowser, ShownRecord } from './browser.ts';

/**
 * What is done inside a page of the extension. The functions given to `extensionEval` are sent as text:
 * they may use nothing from outside themselves.
 */

type Evaluate = QaBrowser['extensionEval'];

export async function prepareExtension(evaluate: Evaluate, options: BrowserOptions): Promise<void> {
  await evaluate(
    async (value) => {
      await chrome.storage.local.set({ settings: value });
    },
    { version: SETTINGS_VERSION, ...checkSettings({ ...DEFAULT_SETTINGS, ...options.settings }) },
  );
}

/** Records of one tab, in the order in which they were found. */
export async function readRecords(evaluate: Evaluate, tabId: number): Promise<ShownRecord[]> {
  const records = await evaluate(async (id: number) => {
    // Message names come from the record: any string.
    const words: { getMessage(name: string, substitutions: string[]): string } = chrome.i18n;
    const stored = await chrome.storage.session.get(null);
    return Object.entries(stored)
      .filter(([key]) => key.startsWith(`video:${id}:`))
      .map(([key, value]) => {
        const record = value as VideoRecord;
        const { key: name, subs } = record.verdict.words;
        return { ...record, key, labelText: words.getMessage(name, subs) };
      });
  }, tabId);
  return records.sort((a, b) => a.timings.found - b.timings.found || (a.key < b.key ? -1 : 1));
}

export async function tabIds(evaluate: Evaluate): Promise<number[]> {
  return evaluate(async () => (await chrome.tabs.query({})).flatMap((tab) => tab.id ?? []), null);
}
