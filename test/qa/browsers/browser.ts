import type { TrustList } from '../../../lib/evidence/credentials/trust-list.ts';
import type { VideoRecord } from '../../../lib/messaging/video-record.ts';
import type { Settings } from '../../../lib/storage/settings-schema.ts';

export const BROWSERS = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

export interface BrowserOptions {
  /** Folder of the built extension; null for the plain browser. */
  extensionDir: string | null;
  /** Set before the first page opens, over the defaults. */
  settings?: Partial<Settings>;
  /** The only trust lists; without it the extension keeps its own, `[]` removes them all. */
  trust?: TrustList[];
  /** Show windows (default: headless). */
  headed?: boolean;
  /** `host:port` of a proxy for every request, loopback included. */
  proxy?: string;
  /** Puts up with certificates that nobody vouches for, as those of a proxy that stands in for the web; Firefox always does. */
  anyCertificate?: boolean;
  /** Viewport in CSS pixels, default 1280 x 800. */
  size?: { width: number; height: number };
  dark?: boolean;
}

/** A record, with the words of its label in the browser's language. */
export interface ShownRecord extends VideoRecord {
  key: string;
  labelText: string;
}

/** A function that runs elsewhere: self-contained, its argument and result plain JSON. */
export type Remote<A, R> = (argument: A) => R | Promise<R>;

export interface QaPage {
  readonly tabId: number;
  /**
   * Goes to an address and waits for the load event, at most `timeout` ms.
   * @param until only until the document has begun, for a page of which some part is never answered
   */
  goto(url: string, timeout: number, until?: 'load' | 'commit'): Promise<void>;
  evaluate<A, R>(run: Remote<A, R>, argument: A): Promise<R>;
  /** What the extension knows of the videos of this tab, oldest first. */
  records(): Promise<ShownRecord[]>;
  /** Moves the mouse to the middle of the first match. */
  hover(selector: string): Promise<void>;
  /** Clicks with the mouse: in the middle of the first match, or at a point of the viewport in CSS pixels. */
  click(at: string | readonly [x: number, y: number]): Promise<void>;
  /** Writes the viewport as PNG. */
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface QaBrowser {
  readonly name: BrowserName;
  readonly version: string;
  /** `chrome-extension://id/` or `moz-extension://uuid/`; null without an extension. */
  readonly extensionRoot: string | null;
  openPage(): Promise<QaPage>;
  /** Runs in a page of the extension, with its `chrome` object. */
  extensionEval<A, R>(run: Remote<A, R>, argument: A): Promise<R>;
  /** Resolves when the browser has gone, by `close` or by itself. */
  readonly gone: Promise<void>;
  close(): Promise<void>;
}
