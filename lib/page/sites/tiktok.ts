import { fieldsOf } from './data-fields';
import type { Pick, Site } from './site';

const PLAYER_ID: Pick = {
  from: 'video',
  selector: '[id^="xgwrapper-"]',
  attribute: 'id',
  pattern: /^xgwrapper-\d+-(\d+)$/,
};
const LINK: Pick = { from: 'post', selector: 'a[href*="/video/"]', attribute: 'href' };
const LINK_ID: Pick = { ...LINK, pattern: /\/video\/(\d+)/ };
const NAME: Pick[] = [
  {
    from: 'post',
    selector: '[data-e2e="video-author-uniqueid"], [data-e2e="browse-username"]',
    pattern: /^\s*@?([\w.-]+)\s*$/,
  },
  { from: 'post', selector: 'a[href*="/@"]', attribute: 'href', pattern: /\/@([\w.-]+)/ },
];
const address = (id: string, author: string | null): string | null =>
  author && `https://www.tiktok.com/@${author}/video/${id}`;

const isSet = (value: unknown): boolean => typeof value === 'number' && value !== 0;

export const TIKTOK: Site = {
  name: 'TikTok',
  hosts: ['tiktok.com'],
  checked: '2026-11-22',
  sources:
    'Attributes read in extensions of autumn 2026; data fields measured 2026; label words from help pages of 2026-09. Unverified: where the words stand in the page, corners.',
  posts: [
    {
      layout: 'grid',
      element:
        '[data-e2e="user-post-item"], [data-e2e="user-liked-item"], [data-e2e="favorites-item"], ' +
        '[data-e2e^="search_"][data-e2e$="-item"], [data-e2e="explore-item"], [data-e2e="challenge-item"], ' +
        '[data-e2e="music-item"]',
      id: [LINK_ID],
      permalink: [LINK],
      author: NAME,
      labelled: false,
    },
    {
      layout: 'feed',
      element:
        '[data-e2e="recommend-list-item-container"], article[data-scroll-index], ' +
        '[data-cinema-mode-snap-row], [data-e2e="feed-item"]',
      outermost: true,
      id: [
        PLAYER_ID,
        { from: 'post', attribute: 'data-cinema-mode-snap-row', pattern: /^(\d{6,})$/ },
        {
          from: 'post',
          selector: '[data-cinema-mode-snap-row]',
          attribute: 'data-cinema-mode-snap-row',
          pattern: /^(\d{6,})$/,
        },
        LINK_ID,
      ],
      confirm: [PLAYER_ID, { from: 'post', attribute: 'data-cinema-mode-snap-row', pattern: /^(\d{6,})$/ }],
      permalink: [],
      address,
      author: NAME,
    },
    {
      layout: 'video',
      element: '[class*="DivVideoDetailContainer"], [class*="DivBrowserModeContainer"]',
      outermost: true,
      id: [PLAYER_ID, { from: 'page', pattern: /\/video\/(\d+)/, alone: true }],
      confirm: [PLAYER_ID, { from: 'page', pattern: /\/video\/(\d+)/ }],
      permalink: [],
      address,
      author: NAME,
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 56 },
    collides: 'Sound and menu buttons along the top, actions right, name and caption bottom left.',
  },
  delivery: 'either',
  labels: {
    data: [
      {
        name: 'data:aigcLabelType',
        script: 'script#__UNIVERSAL_DATA_FOR_REHYDRATION__, script#SIGI_STATE',
        needles: ['"author"'],
        read: fieldsOf(
          ['id'],
          [
            { path: ['aigcLabelType'], kind: (value) => (isSet(value) ? 'declared' : undefined) },
            { path: ['moderationAigcLabelType'], kind: (value) => (isSet(value) ? 'detected' : undefined) },
            // The fields are present only when set: an item without them is a video without a label.
            { path: ['createTime'], kind: (value) => (value === undefined ? undefined : null) },
          ],
        ),
      },
    ],
    hooks: [],
    texts: [
      {
        text: 'Creator labeled as AI-generated',
        lang: 'en',
        kind: 'declared',
        since: '2023-09',
        source: 'help page, 2026-09',
      },
      { text: 'AI-generated', lang: 'en', kind: 'detected', since: '2024-05', source: 'help page, 2026-09' },
      { text: 'Contains AI-generated media', lang: 'en', kind: 'detected', source: 'three readers, 2026' },
      { text: 'AI生成', lang: 'ja', kind: 'detected', source: 'third party', weak: true },
    ],
    where: 'div, span, p',
    never:
      '[data-e2e="video-desc"], [data-e2e="browse-video-desc"], [data-e2e="new-desc-span"], ' +
      '[data-e2e="aigc_container"], [data-e2e^="comment-"], [data-e2e*="username"], [data-e2e*="nickname"], ' +
      '[data-e2e="video-author-uniqueid"], [data-e2e="video-music"], [data-e2e="browse-music"], ' +
      '[data-e2e*="search"], [class*="DivComment"], [class*="Caption"], [class*="xgplayer"], ' +
      '[class*="DivDesc"], strong, a',
  },
};
