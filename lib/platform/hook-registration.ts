import { browser } from 'wxt/browser';
import { exclusively } from '../storage/exclusively';
import { loadSettings, watchSettings } from '../storage/settings';

const SCRIPT_ID = 'appends';

/** Match patterns of the sites that hand over what they play: chosen by the viewer, not paused, and open to us. */
async function chosenSites(): Promise<string[]> {
  const { settings } = await loadSettings();
  if (!settings.enabled) return [];
  const patterns = settings.suppliedSites
    .filter((host) => !settings.pausedSites.includes(host))
    .map((host) => `*://${host}/*`);
  const open = await Promise.all(
    patterns.map((pattern) => browser.permissions.contains({ origins: [pattern] })),
  );
  return patterns.filter((_, index) => open[index]);
}

/**
 * Registers the hook for exactly the chosen sites, from their next load on: it has to be there before the scripts of
 * the page.
 */
function registerHook(): Promise<void> {
  return exclusively('hook', async () => {
    const matches = await chosenSites();
    const registered = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
    if (matches.length === 0) return;
    await browser.scripting.registerContentScripts([
      {
        id: SCRIPT_ID,
        js: ['/appends-hook.js'],
        matches,
        world: 'MAIN',
        runAt: 'document_start',
        allFrames: true,
        matchOriginAsFallback: true,
        persistAcrossSessions: true,
      },
    ]);
  });
}

/** Keeps the registration in step with the settings and the permissions. */
export function followHookSites(): void {
  let known = '';
  watchSettings(({ suppliedSites, pausedSites, enabled }) => {
    const now = JSON.stringify([suppliedSites, pausedSites, enabled]);
    if (now !== known) void registerHook();
    known = now;
  }, new AbortController().signal);
  browser.permissions.onAdded.addListener(() => registerHook());
  browser.permissions.onRemoved.addListener(() => registerHook());
  browser.runtime.onStartup.addListener(() => registerHook());
  browser.runtime.onInstalled.addListener(() => registerHook());
}
