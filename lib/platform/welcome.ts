import { browser } from 'wxt/browser';

/** Opens the first-run page once, when the extension was installed. */
export function showWelcome(): void {
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    if (reason === 'install') await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
}
