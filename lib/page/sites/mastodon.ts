import type { OriginalAddress } from './original-lookup';
import type { OriginalFacts, Site } from './site';

/** Copies of other servers' files lie under this path; a server's own files do not. */
const CACHED = /\/cache\/media_attachments\/files\//;

/** The server whose answer tells where a copied file came from. */
function serverOf({ post, page }: OriginalFacts): string | null {
  switch (post?.rule.layout) {
    case 'web':
    case 'web-detail':
      return page.hostname;
    case 'elk':
      return /^\/([\w.-]+\.[a-z]{2,})\//.exec(page.pathname)?.[1] ?? null;
    case 'phanpy':
    case 'phanpy-media':
      return /^([\w.-]+\.[a-z]{2,})\//.exec(post.postId)?.[1] ?? null;
    default:
      return null;
  }
}

/**
 * What plays from a server's own store is what that server keeps. A copy of another server's file has its
 * address in the status (`media_attachments[].remote_url`), which is public on most servers.
 */
function original(facts: OriginalFacts): OriginalAddress | null {
  const { video, post } = facts;
  const playing = video.currentSrc || video.src || (video.querySelector('source')?.src ?? '');
  const server = serverOf(facts);
  const status = /(\w+)$/.exec(post?.postId ?? '')?.[1];
  if (!CACHED.test(playing) || server === null || status === undefined) return null;
  const url = `https://${server}/api/v1/statuses/${status}`;
  return { url: null, why: 'origin-server', lookup: { kind: 'mastodon-status', url, playing } };
}

const NAME = /^\/@([^/]+)\/?$/;

export const MASTODON: Site = {
  name: 'Mastodon',
  hosts: ['elk.zone', 'phanpy.social'],
  looks: (document) =>
    document.querySelector(
      '#mastodon[data-props], script#initial-state, [aria-roledescription="status-card"], [data-state-post-id], .media-modal-container .carousel',
    ) !== null,
  checked: '2026-11-22',
  sources:
    'Component sources of Mastodon’s web client (2026), Elk (2026-08) and Phanpy (2026-08). Unverified: detailed posts, quoted posts of Elk and Phanpy. No label about AI; people use hashtags.',
  posts: [
    {
      layout: 'web',
      element: '.status[data-id]',
      nested: '.status--is-quote',
      id: [{ from: 'post', attribute: 'data-id', pattern: /^(\d+)$/ }],
      permalink: [{ from: 'post', selector: 'a.status__relative-time', attribute: 'href' }],
      author: [{ from: 'post', selector: 'a.status__display-name', attribute: 'href', pattern: NAME }],
    },
    {
      layout: 'web-detail',
      element: '.detailed-status',
      nested: '.status--is-quote',
      id: [{ from: 'post', selector: 'a.detailed-status__datetime', attribute: 'href', pattern: /\/(\d+)$/ }],
      permalink: [{ from: 'post', selector: 'a.detailed-status__datetime', attribute: 'href' }],
      author: [
        { from: 'post', selector: 'a.detailed-status__display-name', attribute: 'href', pattern: NAME },
      ],
    },
    {
      layout: 'elk',
      element: '[aria-roledescription="status-card"], [id^="status-"]',
      nested: '[aria-roledescription="status-card"]',
      id: [{ from: 'post', attribute: 'id', pattern: /^status-(\w+)$/ }],
      permalink: [{ from: 'post', selector: 'a[href]:has(time)', attribute: 'href' }],
      author: [{ from: 'post', selector: 'a[href*="/@"]', attribute: 'href', pattern: /\/@([^/]+)$/ }],
    },
    {
      layout: 'phanpy',
      element: '[data-state-post-id]',
      nested: '[data-state-post-id]',
      id: [{ from: 'post', attribute: 'data-state-post-id', pattern: /^((?:[\w.-]+\/)?\w+)$/ }],
      permalink: [{ from: 'post', selector: 'a.time, a:has(time)', attribute: 'href' }],
      author: [],
    },
    {
      layout: 'phanpy-media',
      element: '.media-modal-container',
      id: [
        {
          from: 'post',
          selector: 'a.media-post-link',
          attribute: 'href',
          pattern: /#?\/((?:[\w.-]+\/)?s\/\w+)/,
        },
      ],
      permalink: [{ from: 'post', selector: 'a.media-post-link', attribute: 'href' }],
      author: [],
    },
  ],
  badge: {
    corner: 'top-right',
    offset: { x: 0, y: 0 },
    collides: 'Controls along the bottom, ALT top left in Elk, hide button in the lower corner.',
  },
  delivery: 'progressive',
  labels: null,
  original,
};
