import { type ReadonlySignal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';

export interface SiteAccess {
  /** Match patterns of the sites we may read; null until the browser has told. */
  origins: ReadonlySignal<string[] | null>;
  /** The last request was refused. */
  refused: ReadonlySignal<boolean>;
  /** Asks the viewer; call it straight from a click, browsers accept it from nowhere else. */
  request(pattern: string): Promise<boolean>;
  remove(pattern: string): Promise<void>;
}

/** Follows the sites that the viewer gave us, until `stop` aborts. */
export function siteAccess(stop: AbortSignal): SiteAccess {
  const origins = signal<string[] | null>(null);
  const refused = signal(false);
  const read = async (): Promise<void> => {
    origins.value = (await browser.permissions.getAll()).origins ?? [];
  };
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(read);
  onRemoved.addListener(read);
  stop.addEventListener('abort', () => {
    onAdded.removeListener(read);
    onRemoved.removeListener(read);
  });
  void read();
  return {
    origins,
    refused,
    async request(pattern) {
      const granted = await browser.permissions.request({ origins: [pattern] });
      refused.value = !granted;
      await read();
      return granted;
    },
    async remove(pattern) {
      await browser.permissions.remove({ origins: [pattern] });
      await read();
    },
  };
}
