import type { Site } from './site';

const ACTIVITY = /(urn:li:(?:activity|ugcPost|share):\d+)/;
const address = (id: string): string | null =>
  id.startsWith('urn:') ? `https://www.linkedin.com/feed/update/${id}/` : null;

/**
 * The CR icon here says that there is a history of the file, camera or not, AI or not: it is no label about AI,
 * and there is no other.
 */
export const LINKEDIN: Site = {
  name: 'LinkedIn',
  hosts: ['linkedin.com'],
  checked: '2026-11-22',
  sources:
    'Feed measured by others 2026-09; public posts and their c2pa-button read in a tool of 2026-05; older markup in user scripts. Unverified: corners.',
  posts: [
    {
      layout: 'public',
      element: 'article[data-activity-urn], [data-attributed-urn]',
      id: [
        { from: 'post', attribute: 'data-activity-urn', pattern: ACTIVITY },
        { from: 'post', attribute: 'data-attributed-urn', pattern: ACTIVITY },
      ],
      permalink: [],
      address,
      author: [{ from: 'post', selector: 'a[href*="/in/"], a[href*="/company/"]' }],
    },
    {
      layout: 'older',
      element: '.feed-shared-update-v2',
      id: [{ from: 'post', attribute: 'data-urn', pattern: ACTIVITY }],
      permalink: [],
      address,
      author: [{ from: 'post', selector: '.update-components-actor__title, a[href*="/in/"]' }],
    },
    {
      layout: 'feed',
      element: '[role="listitem"][componentkey]',
      // The key holds a hash of the activity's URN: an id, but no address.
      id: [{ from: 'post', attribute: 'componentkey', pattern: /^expanded([\w-]{20,60}?)FeedType/ }],
      permalink: [],
      author: [
        { from: 'post', selector: 'a[href*="/in/"]:not(:has(img)), a[href*="/company/"]:not(:has(img))' },
      ],
    },
  ],
  badge: {
    corner: 'top-right',
    offset: { x: 0, y: 0 },
    collides: 'CR icon top left, controls along the bottom.',
  },
  delivery: 'either',
  labels: null,
};
