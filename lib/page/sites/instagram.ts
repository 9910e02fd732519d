import { META_TEXTS, metaDataHook } from './meta';
import type { Pick, Site } from './site';

const CODE = /\/(?:p|reel|reels|tv)\/([\w-]{5,})\/?(?:$|[?#])/;
const LINKS = 'a[href*="/p/"], a[href*="/reel/"]';
const LINK: Pick = { from: 'post', selector: LINKS, attribute: 'href', pattern: CODE };
const address = (id: string): string => `https://www.instagram.com/p/${id}/`;

export const INSTAGRAM: Site = {
  name: 'Instagram',
  hosts: ['instagram.com'],
  checked: '2026-11-22',
  sources:
    'Landmarks read in user scripts of 2025-26; the data field in a stored page of 2026; words from notes of 2026. Unverified: reels without an article, the element that holds the words, most languages.',
  posts: [
    {
      layout: 'post',
      element: 'article',
      id: [
        { ...LINK, selector: ':is(a[href*="/p/"], a[href*="/reel/"]):has(time)' },
        LINK,
        { from: 'page', pattern: CODE, alone: true },
      ],
      permalink: [],
      address,
      author: [
        { from: 'post', selector: 'header a[href^="/"]', attribute: 'href', pattern: /^\/([\w.]+)\/?$/ },
      ],
    },
    {
      layout: 'reel',
      element: { alone: 'main[role="main"], [role="dialog"]' },
      id: [LINK, { from: 'page', pattern: CODE, alone: true }],
      permalink: [],
      address,
      author: [
        { from: 'post', selector: 'a[href^="/"]', attribute: 'href', pattern: /^\/([\w.]+)\/(?:reels\/)?$/ },
      ],
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'Sound bottom right (reels: top right), tagged people bottom left, arrows left and right.',
  },
  delivery: 'mse',
  labels: {
    data: [metaDataHook(['code', 'shortcode'])],
    hooks: [],
    texts: META_TEXTS,
    where: 'header div, header span, [role="button"], button',
    never: 'h2, h3, ul, time, a[href^="/"], a[href^="http"], [role="dialog"] [role="dialog"], textarea',
  },
};
