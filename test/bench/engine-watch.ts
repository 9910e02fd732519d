import { setTimeout as wait } from 'node:timers/promises';
import { extensionMemory } from '../e2e/support/chromium-process.ts';
import type { ChromiumBrowser, ChromiumPage } from '../qa/browsers/chromium.ts';

export interface EngineCost {
  /** Addresses of videos with a final verdict, and when it was written, ms since the epoch. */
  decided: Map<string, number>;
  /** Most jobs that the engine had at a time, running ones included. */
  longestQueue: number;
  /** Most records of the tab at a time. */
  mostRecords: number;
  /** Resident memory of the extension's process in bytes: highest, and when it was over. */
  memory: { highest: number; last: number };
}

interface Seen {
  decided: [string, number][];
  longestQueue: number;
  mostRecords: number;
}

const SAMPLE_MS = 1000;

/** Watches what the extension does until ended. One at a time in a browser. */
export async function watchEngine(
  browser: ChromiumBrowser,
  { tabId }: ChromiumPage,
): Promise<() => Promise<EngineCost>> {
  await browser.extensionEval(listen, tabId);
  const over = new AbortController();
  const memory = { highest: 0, last: 0 };
  const sampling = (async () => {
    while (!over.signal.aborted) {
      memory.last = (await extensionMemory(browser)).now;
      memory.highest = Math.max(memory.highest, memory.last);
      await wait(SAMPLE_MS);
    }
  })();
  return async () => {
    over.abort();
    await sampling;
    const { decided, ...most } = await browser.extensionEval(
      () => (globalThis as unknown as { seen: Seen }).seen,
      null,
    );
    return { ...most, memory, decided: new Map(decided) };
  };
}

/** Runs in a page of the extension, which hears its messages and sees its storage. */
async function listen(tabId: number): Promise<void> {
  const seen: Seen = { decided: [], longestQueue: 0, mostRecords: 0 };
  Object.assign(globalThis, { seen });
  const jobs = new Set<string>();
  const records = new Set<string>();
  interface Message {
    type?: string;
    data?: { key?: string; subject?: { key: string }; visible?: boolean; complete?: boolean };
  }
  chrome.runtime.onMessage.addListener(({ type, data }: Message) => {
    if (type === 'engine:run' && data?.subject) jobs.add(data.subject.key);
    const isOut = type === 'engine:cancel' || (type === 'engine:change' && data?.visible === false);
    if (data?.key && (isOut || (type === 'result:update' && data.complete))) jobs.delete(data.key);
    seen.longestQueue = Math.max(seen.longestQueue, jobs.size);
  });
  interface Kept {
    subject: { url: string };
    verdict: { final: boolean };
  }
  const note = (key: string, record: Kept | undefined): void => {
    if (!key.startsWith(`video:${tabId}:`)) return;
    if (record) records.add(key);
    else records.delete(key);
    if (record?.verdict.final) seen.decided.push([record.subject.url, Date.now()]);
    seen.mostRecords = Math.max(seen.mostRecords, records.size);
  };
  chrome.storage.session.onChanged.addListener((changes) => {
    for (const [key, { newValue }] of Object.entries(changes)) note(key, newValue as Kept | undefined);
  });
  // What was decided before this began.
  for (const [key, record] of Object.entries(await chrome.storage.session.get<Record<string, Kept>>(null)))
    note(key, record);
}
