import { GENERIC } from './generic';
import type { Site } from './site';
import { SITES } from './table';

const isHost = (host: string, of: string): boolean => host === of || host.endsWith(`.${of}`);

/** Whether a host belongs to a site; sites that anybody may host have none of their own. */
export const isHostOf = ({ hosts }: Site, host: string): boolean => hosts.some((of) => isHost(host, of));

/**
 * The site that a page belongs to, else the generic one.
 * Where the page itself has to tell (Mastodon), the answer may change once it has been drawn: ask for each video.
 */
export function siteOf(location: { hostname: string }, document: Document): Site {
  const host = location.hostname.toLowerCase().replace(/\.$/, '');
  return (
    SITES.find((site) => isHostOf(site, host)) ?? SITES.find((site) => site.looks?.(document)) ?? GENERIC
  );
}

/** @returns null for a name that no site has */
export const siteNamed = (name: string): Site | null => SITES.find((site) => site.name === name) ?? null;
