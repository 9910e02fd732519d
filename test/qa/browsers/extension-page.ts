import type { TrustList } from '../../../lib/evidence/credentials/trust-list.ts';
import type { VideoRecord } from '../../../lib/messaging/video-record.ts';
import { checkSettings, DEFAULT_SETTINGS, SETTINGS_VERSION } from '../../../lib/storage/settings-schema.ts';
import { TRUST_SOURCES } from '../../../lib/storage/trust-sources.ts';
import type { StoredTrustList } from '../../../lib/storage/stored-trust-list.ts';
import type { Sentence } from '../../../lib/verdict/labels.ts';
import type { BrowserOptions, QaBrowser, ShownRecord } from './browser.ts';

/**
 * What is done inside a page of the extension. The functions given to `extensionEval` are sent as text:
 * they may use nothing from outside themselves.
 */

type Evaluate = QaBrowser['extensionEval'];

/** A packaged file that every build has and that does nothing when a tab shows it. */
export const INERT_FILE = 'manifest.json';

export async function prepareExtension(evaluate: Evaluate, options: BrowserOptions): Promise<void> {
  await evaluate(
    async (value) => {
      await chrome.storage.local.set({ settings: value });
    },
    { version: SETTINGS_VERSION, ...checkSettings({ ...DEFAULT_SETTINGS, ...options.settings }) },
  );
  if (options.trust) await replaceTrustLists(evaluate, options.trust);
  await evaluate(contentScriptRegistered, null);
}

/** A page opened before that would stay without its content script. */
async function contentScriptRegistered(): Promise<void> {
  const deadline = Date.now() + 10_000;
  while ((await chrome.scripting.getRegisteredContentScripts({ ids: ['video'] })).length === 0) {
    if (Date.now() > deadline) throw new Error('the extension registered no content script');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Leaves exactly these lists in use. The known ones stay as empty entries that are put aside and freshly
 * asked for: so neither the packaged copies nor a refresh bring them back.
 */
async function replaceTrustLists(evaluate: Evaluate, lists: TrustList[]): Promise<void> {
  const checked = new Date().toISOString();
  const common = { checked, problem: null, etags: {} };
  const aside = TRUST_SOURCES.map(({ name, kind, use }): StoredTrustList => {
    const list = { name, kind, use, pem: '', allowed: '', config: '', date: checked, origin: 'import' };
    return { ...common, list, enabled: false };
  });
  const given = lists.map(
    (list): StoredTrustList => ({ ...common, list: { ...list, date: list.date ?? checked }, enabled: true }),
  );
  await evaluate(writeTrustLists, [...aside, ...given]);
}

async function writeTrustLists(entries: StoredTrustList[]): Promise<void> {
  // The extension makes its own database; this only waits for it.
  const deadline = Date.now() + 10_000;
  while (!(await indexedDB.databases()).some(({ name }) => name === 'whence')) {
    if (Date.now() > deadline) throw new Error('the extension made no database');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('whence');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction('trust-lists', 'readwrite');
    const store = transaction.objectStore('trust-lists');
    store.clear();
    for (const entry of entries) store.put(entry, entry.list.name);
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
  const channel = new BroadcastChannel('whence-trust-lists');
  channel.postMessage(null);
  channel.close();
}

/** Records of one tab, in the order in which they were found. */
export async function readRecords(evaluate: Evaluate, tabId: number): Promise<ShownRecord[]> {
  const records = await evaluate(async (id: number) => {
    // Message names come from the record: any string.
    const words: { getMessage(name: string, substitutions: string[]): string } = chrome.i18n;
    const say = (part: string | Sentence): string =>
      typeof part === 'string' ? part : words.getMessage(part.key, part.subs.map(say));
    const stored = await chrome.storage.session.get(null);
    return Object.entries(stored)
      .filter(([key]) => key.startsWith(`video:${id}:`))
      .map(([key, value]) => {
        const record = value as VideoRecord;
        return { ...record, key, labelText: say(record.verdict.words) };
      });
  }, tabId);
  return records.sort((a, b) => a.timings.found - b.timings.found || (a.key < b.key ? -1 : 1));
}

/** The browser's number of the tab that shows this address of the extension. */
export async function tabShowing(evaluate: Evaluate, url: string): Promise<number> {
  const id = await evaluate(async (wanted: string) => {
    const tabs = await chrome.tabs.query({});
    return tabs.find((tab) => tab.url === wanted)?.id ?? null;
  }, url);
  if (id === null) throw new Error('the browser did not name the new tab');
  return id;
}
