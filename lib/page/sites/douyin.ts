import type { Pick, Site } from './site';

const SELF: Pick = { from: 'post', attribute: 'data-e2e-vid', pattern: /^(\d+)$/ };
const INNER: Pick = { ...SELF, selector: '[data-e2e-vid]' };
const PAGE: Pick = { from: 'page', pattern: /(?:\/video\/|[?&]modal_id=)(\d+)/ };
const address = (id: string): string => `https://www.douyin.com/video/${id}`;
const AUTHOR: Pick[] = [
  { from: 'post', selector: '[data-e2e="feed-video-nickname"]', pattern: /^\s*@?(.+?)\s*$/ },
];
const SOURCE = 'tools of 2026';

export const DOUYIN: Site = {
  name: 'Douyin',
  hosts: ['douyin.com'],
  checked: '2026-11-22',
  sources:
    'Attributes read in three tools of 2026; words in two tools of 2026. Unverified: where the words stand in the page, corners.',
  posts: [
    {
      layout: 'feed',
      element: '[data-e2e="feed-active-video"], [data-e2e="feed-item"]',
      outermost: true,
      id: [SELF, INNER],
      permalink: [],
      address,
      author: AUTHOR,
    },
    {
      layout: 'video',
      element: '[data-e2e="video-detail"]',
      id: [{ ...PAGE, alone: true }],
      permalink: [],
      address,
      author: AUTHOR,
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 56 },
    collides: 'Search along the top, actions right, name, caption and label bottom left.',
  },
  delivery: 'either',
  labels: {
    // The app's answers hold the notice too, but not in the page.
    data: [],
    hooks: [],
    texts: [
      { text: '作者声明：内容由AI生成', lang: 'zh', kind: 'declared', source: SOURCE },
      { text: '疑似使用了AI生成技术，请谨慎甄别', lang: 'zh', kind: 'detected', source: SOURCE },
    ],
    where: 'div, span, p',
    never:
      '[data-e2e="video-desc"], [data-e2e="feed-video-nickname"], [data-e2e*="comment"], [data-e2e*="search"], ' +
      '[class*="danmu"], [class*="danmaku"], xg-danmu, .title, a',
  },
};
