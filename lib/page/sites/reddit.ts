import type { Site } from './site';

export const REDDIT: Site = {
  name: 'Reddit',
  hosts: ['reddit.com', 'redd.it'],
  checked: '2026-11-22',
  sources:
    'Attributes of shreddit-post and the player read in four extensions of 2026. Unverified: corners, embeds. No platform label for AI media was found; flairs are set by people.',
  posts: [
    {
      layout: 'post',
      element: 'shreddit-post',
      nested: 'shreddit-comment, shreddit-post',
      id: [{ from: 'post', attribute: 'id', pattern: /^(t3_\w+)$/ }],
      permalink: [{ from: 'post', attribute: 'permalink' }],
      author: [{ from: 'post', attribute: 'author' }],
    },
    {
      layout: 'old',
      element: '.thing[data-fullname]',
      id: [{ from: 'post', attribute: 'data-fullname', pattern: /^(t3_\w+)$/ }],
      permalink: [{ from: 'post', attribute: 'data-permalink' }],
      author: [{ from: 'post', attribute: 'data-author' }],
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'Control bar along the bottom, length and sound bottom right.',
  },
  delivery: 'mse',
  labels: null,
};
