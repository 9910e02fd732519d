import { findObject, type Json, parseScript } from './page-data';
import type { OriginalAddress } from './original-lookup';
import type { OriginalFacts, Site } from './site';

/** Ways in which a page names its video's file: Open Graph, Twitter cards. */
const META =
  'meta[property="og:video:secure_url"], meta[property="og:video:url"], meta[property="og:video"], ' +
  'meta[name="twitter:player:stream"]';
const MEDIA_FILE = /\.(mp4|m4v|mov|webm)$/i;

const isFile = (address: string, type: string | null): boolean =>
  type?.startsWith('video/') === true || MEDIA_FILE.test(URL.parse(address)?.pathname ?? '');

function fromMeta(document: Document): string | null {
  const type = document.querySelector('meta[property="og:video:type"]')?.getAttribute('content') ?? null;
  for (const meta of document.querySelectorAll(META)) {
    const address = meta.getAttribute('content')?.trim();
    if (address && isFile(address, type)) return address;
  }
  return null;
}

const isVideoObject = (object: Json): boolean =>
  object['@type'] === 'VideoObject' && typeof object.contentUrl === 'string';

/** `contentUrl` of a schema.org VideoObject. */
function fromLinkedData(document: Document): string | null {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const object = findObject(parseScript(script.textContent ?? ''), isVideoObject);
    const address = object?.contentUrl;
    if (typeof address === 'string' && isFile(address, null)) return address;
  }
  return null;
}

/** The file that a page names in its metadata, where it is clear which video that is. */
export function fromMetadata({ document, page }: OriginalFacts): OriginalAddress | null {
  if (document.querySelectorAll('video').length > 1) return null;
  const address = fromMeta(document) ?? fromLinkedData(document);
  const url = address === null ? null : URL.parse(address, page);
  return url && { url: url.href, why: 'page-metadata', lookup: null };
}

/** Every page that no other site claims: the nearest link around a time, no labels. */
export const GENERIC: Site = {
  name: 'generic',
  hosts: [],
  checked: '2026-11-22',
  sources: 'HTML and ARIA conventions; schema.org VideoObject, Open Graph.',
  posts: [
    {
      layout: 'post',
      element: ':is(article, [role="article"], [role="listitem"], [aria-posinset]):has(a[href] time)',
      sole: true,
      id: [{ from: 'post', selector: 'a[href]:has(time)', attribute: 'href' }],
      permalink: [{ from: 'post', selector: 'a[href]:has(time)', attribute: 'href' }],
      author: [{ from: 'post', selector: '[rel~="author"], [itemprop="author"]' }],
      labelled: false,
    },
    {
      layout: 'page',
      element: { alone: 'body' },
      id: [{ from: 'page', pattern: /^(https?:[^#]+)/, alone: true }],
      permalink: [{ from: 'page', pattern: /^(https?:[^#]+)/, alone: true }],
      author: [],
      labelled: false,
    },
  ],
  badge: { corner: 'top-right', offset: { x: 0, y: 0 }, collides: 'Native controls along the bottom.' },
  delivery: 'either',
  labels: null,
  original: fromMetadata,
};
