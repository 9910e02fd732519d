import type { BrowserName, BrowserOptions, QaBrowser } from './browser.ts';
import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';

export function openBrowser(name: BrowserName, options: BrowserOptions): Promise<QaBrowser> {
  return name === 'firefox' ? openFirefox(options) : openChromium(options);
}
