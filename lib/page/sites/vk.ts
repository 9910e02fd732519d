import type { Site } from './site';

const VIDEO = /\/(?:video|clip)(-?\d+_\d+)/;
const address = (id: string): string | null => (/^-?\d+_\d+$/.test(id) ? `https://vk.com/video${id}` : null);

export const VK: Site = {
  name: 'VK',
  hosts: ['vk.com', 'vk.ru', 'vkvideo.ru'],
  checked: '2026-11-22',
  sources:
    'Player element read in two extensions of 2026; addresses in a download tool of 2026-08. Unverified: posts of the wall, corners. No label about AI was found.',
  posts: [
    {
      layout: 'wall',
      element: '[data-post-id], .post[id^="post"]',
      id: [
        { from: 'post', attribute: 'data-post-id', pattern: /^(-?\d+_\d+)$/ },
        { from: 'post', attribute: 'id', pattern: /^post(-?\d+_\d+)$/ },
      ],
      permalink: [{ from: 'post', selector: 'a[href*="/wall"]', attribute: 'href' }],
      author: [{ from: 'post', selector: '.author, .PostHeaderTitle__authorName' }],
    },
    {
      layout: 'video',
      element: 'vk-video-player',
      id: [
        { from: 'page', pattern: VIDEO, alone: true },
        { from: 'page', pattern: /[?&]z=(?:video|clip)(-?\d+_\d+)/, alone: true },
        { from: 'page', pattern: /\/video_ext\.php\?(?:.*&)?id=(\d+)/, alone: true },
      ],
      permalink: [],
      address,
      author: [],
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'Controls along the bottom, title of embeds along the top.',
  },
  delivery: 'either',
  labels: null,
};
