import { META_TEXTS, metaDataHook } from './meta';
import type { Pick, Site } from './site';

const VIDEO_ID: Pick = {
  from: 'video',
  selector: '[data-video-id]',
  attribute: 'data-video-id',
  pattern: /^(\d+)$/,
};
const LINK_ID: Pick = {
  from: 'post',
  selector: 'a[href*="/watch/?v="], a[href*="/reel/"], a[href*="/videos/"]',
  attribute: 'href',
  pattern: /(?:\/watch\/\?v=|\/reel\/|\/videos\/(?:[\w.-]+\/)?)(\d+)/,
};
const PAGE_ID: Pick = {
  from: 'page',
  pattern: /(?:[?&]v=|\/reel\/|\/videos\/(?:[\w.-]+\/)?)(\d+)/,
  alone: true,
};
const AUTHOR: Pick[] = [{ from: 'post', selector: 'h2 a, h3 a, h4 a' }];
const address = (id: string): string => `https://www.facebook.com/watch/?v=${id}`;

/** Comments and answers carry a name of their own; posts are named by their heading. */
const COMMENT = '[role="article"][aria-label]';

export const FACEBOOK: Site = {
  name: 'Facebook',
  hosts: ['facebook.com'],
  checked: '2026-11-22',
  sources:
    'Landmarks and the button with the words read in a feed filter of 2026-07 (English pages only). Unverified: comments by their aria-label, the data field on the web, reels.',
  posts: [
    { layout: 'comment', element: COMMENT, id: [], permalink: [], author: [] },
    {
      layout: 'post',
      element: '[aria-posinset], [role="article"], [data-pagelet*="FeedUnit_"]',
      outermost: true,
      nested: COMMENT,
      id: [VIDEO_ID, LINK_ID],
      permalink: [],
      address,
      author: AUTHOR,
    },
    {
      layout: 'watch',
      element: { alone: '#watch_feed, div[role="main"]' },
      nested: COMMENT,
      id: [VIDEO_ID, LINK_ID, PAGE_ID],
      permalink: [],
      address,
      author: AUTHOR,
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'Control bar along the bottom, sound bottom right, menu top right, actions of reels right.',
  },
  delivery: 'mse',
  labels: {
    data: [metaDataHook(['id', 'video_id', 'videoId'])],
    hooks: [],
    texts: META_TEXTS,
    where: 'button, [role="button"]',
    never:
      'h2, h3, h4, [data-ad-preview="message"], [dir="auto"] [dir="auto"] [dir="auto"], a[href*="meta.ai"], a',
  },
};
