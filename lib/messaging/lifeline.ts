import { browser } from 'wxt/browser';
import { LIFELINE } from './page-port';

/** Ports that one frame may hold; a page needs one. */
const MOST_PORTS = 4;

/** Accepts the ports of waiting pages; nothing travels on them, their end is the message. */
export function acceptLifelines(): void {
  const held = new Map<string, number>();
  browser.runtime.onConnect.addListener((port) => {
    const { id, tab, frameId } = port.sender ?? {};
    const frame = `${tab?.id}:${frameId}`;
    const count = held.get(frame) ?? 0;
    if (port.name !== LIFELINE || id !== browser.runtime.id || count >= MOST_PORTS) {
      port.disconnect();
      return;
    }
    held.set(frame, count + 1);
    port.onDisconnect.addListener(() => {
      const left = (held.get(frame) ?? 1) - 1;
      if (left > 0) held.set(frame, left);
      else held.delete(frame);
    });
  });
}
