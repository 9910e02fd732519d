import { DID, documentOf } from './original-did';
import type { OriginalAddress } from './original-lookup';
import type { OriginalFacts, Site } from './site';

const POSTER = /^https:\/\/video\.(?:bsky\.app|cdn\.bsky\.app)\/(?:watch|hls)\/([^/]+)\/(\w+)\//;

/**
 * The poster's address names the account and the upload; the upload itself lies on the account's own server,
 * which the account's DID document names (AT Protocol, `com.atproto.sync.getBlob`).
 */
function original({ video }: OriginalFacts): OriginalAddress | null {
  const [, account, cid] = POSTER.exec(video.poster) ?? [];
  if (account === undefined || cid === undefined) return null;
  const did = safeDecode(account);
  if (did === null || !DID.test(did)) return null;
  return {
    url: null,
    why: 'kept-upload',
    lookup: { kind: 'did-document', url: documentOf(did), did, cid },
  };
}

function safeDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

const ITEM = ':is([data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"])';
/** Items are links themselves; a link element inside one is a quoted post. */
const QUOTE = `${ITEM} [role="link"]`;

const POST_LINK = 'a[href*="/post/"]';
const LINK = /\/profile\/[^/]+\/post\/(\w+)$/;

export const BLUESKY: Site = {
  name: 'Bluesky',
  hosts: ['bsky.app'],
  checked: '2026-11-22',
  sources:
    'Player read in the app of mid 2026; addresses in a download tool of 2026-08. Unverified: the link of a thread’s own post, quoted posts. No label about AI in the app.',
  posts: [
    {
      layout: 'quote',
      element: QUOTE,
      id: [{ from: 'post', selector: POST_LINK, attribute: 'href', pattern: LINK }],
      permalink: [{ from: 'post', selector: POST_LINK, attribute: 'href', pattern: /^(.*\/post\/\w+)$/ }],
      author: [
        { from: 'post', selector: POST_LINK, attribute: 'href', pattern: /\/profile\/([^/]+)\/post\// },
      ],
    },
    {
      layout: 'feed',
      element: '[data-testid^="feedItem-by-"]',
      nested: QUOTE,
      id: [{ from: 'post', selector: POST_LINK, attribute: 'href', pattern: LINK }],
      permalink: [{ from: 'post', selector: POST_LINK, attribute: 'href', pattern: /^(.*\/post\/\w+)$/ }],
      author: [{ from: 'post', attribute: 'data-testid', pattern: /^feedItem-by-(.+)$/ }],
    },
    {
      layout: 'thread',
      element: '[data-testid^="postThreadItem-by-"]',
      nested: QUOTE,
      id: [
        { from: 'post', selector: POST_LINK, attribute: 'href', pattern: LINK },
        { from: 'page', pattern: LINK, alone: true },
      ],
      permalink: [
        { from: 'post', selector: POST_LINK, attribute: 'href', pattern: /^(.*\/post\/\w+)$/ },
        { from: 'page', pattern: /^(.*\/post\/\w+)$/, alone: true },
      ],
      author: [{ from: 'post', attribute: 'data-testid', pattern: /^postThreadItem-by-(.+)$/ }],
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'ALT badge top right, controls along the bottom, captions above them.',
  },
  delivery: 'mse',
  labels: null,
  original,
};
