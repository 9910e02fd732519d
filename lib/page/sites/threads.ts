import { META_TEXTS, metaDataHook } from './meta';
import type { Site } from './site';

const POST = 'div[data-pressable-container="true"]';

export const THREADS: Site = {
  name: 'Threads',
  hosts: ['threads.com', 'threads.net'],
  checked: '2026-11-22',
  sources:
    'Landmarks read in an extension of 2026; the data field in two tools of 2026. Unverified: the element that holds the words.',
  posts: [
    {
      layout: 'post',
      element: POST,
      nested: POST,
      id: [
        {
          from: 'post',
          selector: 'a[href*="/post/"]:has(time)',
          attribute: 'href',
          pattern: /\/post\/([\w-]{5,})/,
        },
      ],
      permalink: [{ from: 'post', selector: 'a[href*="/post/"]:has(time)', attribute: 'href' }],
      author: [{ from: 'post', selector: 'a[href^="/@"]', attribute: 'href', pattern: /^\/@([\w.]+)/ }],
    },
  ],
  badge: { corner: 'top-left', offset: { x: 0, y: 0 }, collides: 'Sound button bottom right.' },
  delivery: 'either',
  labels: {
    data: [metaDataHook(['code'])],
    hooks: [],
    texts: META_TEXTS,
    where: '[role="button"], button',
    // Topics are chosen by the author, stand beside the name and are links.
    never: 'a, time, h2',
  },
};
