import { browser } from 'wxt/browser';

const SCRIPT_ID = 'video';
const FILES = ['/content-script.js'] as const;

/** Origins the viewer has given us, as match patterns. */
async function grantedOrigins(): Promise<string[]> {
  const { origins } = await browser.permissions.getAll();
  return origins ?? [];
}

/**
 * Registers the content script for exactly the sites the viewer allowed, and removes it from the others.
 * Registered at run time because access to sites is optional and may change at any time.
 */
export async function registerContentScript(): Promise<void> {
  const matches = await grantedOrigins();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) return;
  await browser.scripting.registerContentScripts([
    {
      id: SCRIPT_ID,
      js: [...FILES],
      matches,
      allFrames: true,
      matchOriginAsFallback: true,
      runAt: 'document_idle',
      persistAcrossSessions: true,
    },
  ]);
}

/** Starts the content script in all frames of one tab that is open already. */
export async function injectInto(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [...FILES] });
}

/** Starts it in every open tab that we may enter: after access was given, nobody should have to reload. */
async function injectIntoOpenTabs(): Promise<void> {
  const matches = await grantedOrigins();
  if (matches.length === 0) return;
  const tabs = await browser.tabs.query({ url: matches });
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id !== undefined) await injectInto(id).catch(() => undefined);
    }),
  );
}

/** Keeps the registration in step with the permissions. */
export function followPermissions(): void {
  browser.permissions.onAdded.addListener(async () => {
    await registerContentScript();
    await injectIntoOpenTabs();
  });
  browser.permissions.onRemoved.addListener(() => registerContentScript());
  browser.runtime.onStartup.addListener(() => registerContentScript());
  browser.runtime.onInstalled.addListener(async () => {
    await registerContentScript();
    await injectIntoOpenTabs();
  });
}
