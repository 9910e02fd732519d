/** What the address of a tab allows. */
export type Site =
  | { kind: 'site'; host: string; pattern: string }
  /** The browser's own pages, its store, local files: no extension runs there. */
  | { kind: 'closed' }
  /** The browser does not tell the address. */
  | { kind: 'unknown' };

/** Web pages on which browsers let no extension run. */
const CLOSED_HOSTS = new Set(['chromewebstore.google.com', 'addons.mozilla.org']);

export const ALL_SITES = '<all_urls>';

export function siteOf(url: string | undefined): Site {
  if (!url || !URL.canParse(url)) return { kind: 'unknown' };
  const { protocol, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol) || CLOSED_HOSTS.has(hostname)) return { kind: 'closed' };
  return { kind: 'site', host: hostname, pattern: `${protocol}//${hostname}/*` };
}

/** Host of an address; empty where it has none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/** Host that a viewer typed: `Example.org`, `https://example.org/path` and `example.org:8080` are one; null for others. */
export function readHost(typed: string): string | null {
  const text = typed.trim();
  const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname ? hostname : null;
}
