import type { Site } from './site';

const ID = /\/spotlight\/([\w-]{6,})/;

export const SNAPCHAT: Site = {
  name: 'Snapchat',
  hosts: ['snapchat.com'],
  checked: '2026-11-22',
  sources:
    'Page data read in a download tool of 2026-08; help page on AI marks. Unverified: elements of the player, corners. No text label was found on the web player; marks are burnt into the picture.',
  posts: [
    {
      layout: 'spotlight',
      element: { alone: 'main, body' },
      id: [
        { from: 'post', selector: 'a[href*="/spotlight/"]', attribute: 'href', pattern: ID },
        { from: 'page', pattern: ID, alone: true },
      ],
      permalink: [],
      address: (id) => `https://www.snapchat.com/spotlight/${id}`,
      author: [{ from: 'post', selector: 'a[href*="/@"]', attribute: 'href', pattern: /\/@([\w.-]+)/ }],
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'Sound top right, actions right, name and caption bottom left.',
  },
  delivery: 'progressive',
  labels: null,
};
