import { browser } from 'wxt/browser';
import { LIFELINE } from './page-port';

/** Accepts the ports of waiting pages; nothing travels on them, their end is the message. */
export function acceptLifelines(): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== LIFELINE || port.sender?.id !== browser.runtime.id) port.disconnect();
  });
}
