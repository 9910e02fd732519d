import type { browser } from 'wxt/browser';

export interface PopupTab {
  id: number;
  /** Undefined where the browser does not tell: no access, and not opened from the toolbar. */
  url: string | undefined;
}

/**
 * The tab that the popup is about: the active one, or the one named by `?tab=ID` where the popup was opened
 * as a page of its own (from the keyboard on a phone, by tests).
 */
export async function tabOfPopup(
  tabs: Pick<typeof browser.tabs, 'get' | 'query'>,
  search: string,
): Promise<PopupTab | null> {
  const named = Number(new URLSearchParams(search).get('tab'));
  const tab = named
    ? await tabs.get(named).catch(() => undefined)
    : (await tabs.query({ active: true, currentWindow: true }))[0];
  return tab?.id === undefined ? null : { id: tab.id, url: tab.url };
}
