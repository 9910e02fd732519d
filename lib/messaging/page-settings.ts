import { loadSettings } from '../storage/settings';
import type { PageSettings } from './protocol';

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

/** What the content scripts of a page are told; a site is paused by the host in the address bar. */
export async function pageSettings(pageUrl: string): Promise<PageSettings> {
  const { settings } = await loadSettings();
  return {
    active: settings.enabled && !settings.pausedSites.includes(hostOf(pageUrl)),
    mode: settings.mode,
    checkDecorative: settings.checkDecorative,
  };
}
