import { fieldsOf } from './data-fields';
import type { Site } from './site';

const PIN = /\/pin\/(?:[\w-]*--)?(\d+)/;
const address = (id: string): string => `https://www.pinterest.com/pin/${id}/`;
/** A picture made by a trained model, in Pinterest's count of IPTC's digital source types. */
const TRAINED = 11;
const sourceType = (value: unknown) => {
  if (typeof value === 'number') return value === TRAINED ? ('cannot-tell' as const) : null;
  return value === null ? null : undefined;
};

export const PINTEREST: Site = {
  name: 'Pinterest',
  hosts: [
    ...['pinterest.com', 'pinterest.co.uk', 'pinterest.de', 'pinterest.fr', 'pinterest.es', 'pinterest.it'],
    ...['pinterest.jp', 'pinterest.ca', 'pinterest.com.au', 'pinterest.com.mx', 'pinterest.at'],
    ...['pinterest.ch', 'pinterest.pt', 'pinterest.co.kr', 'pinterest.se', 'pinterest.dk', 'pinterest.cl'],
  ],
  checked: '2026-11-22',
  sources:
    'Label element and data field measured by others 2026; pins and state in extensions of 2026. Unverified: the close-up, corners, words outside English.',
  posts: [
    {
      layout: 'closeup',
      element:
        '[data-test-id="closeup-container"], [data-test-id="closeup-body"], [data-test-id="pin-closeup"]',
      nested: '[data-test-id="pin"], [data-test-id="pinWrapper"]',
      outermost: true,
      id: [{ from: 'page', pattern: PIN }],
      permalink: [],
      address,
      author: [{ from: 'post', selector: '[data-test-id="creator-profile-name"]' }],
    },
    {
      layout: 'pin',
      element: '[data-test-id="pin"], [data-test-id="pinWrapper"]',
      outermost: true,
      id: [{ from: 'post', selector: 'a[href*="/pin/"]', attribute: 'href', pattern: PIN }],
      permalink: [],
      address,
      author: [],
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'Save button top right on hover, label bottom left, sound bottom right.',
  },
  delivery: 'either',
  labels: {
    data: [
      {
        name: 'data:digitalMediaSourceType',
        script: 'script#__PWS_DATA__, script#__PWS_INITIAL_PROPS__',
        needles: ['ource'],
        read: fieldsOf(
          ['id', 'entityId'],
          [
            { path: ['digital_media_source_type'], kind: sourceType },
            { path: ['digitalMediaSourceType'], kind: sourceType },
          ],
        ),
      },
    ],
    hooks: [
      {
        name: 'element:ai-generated-label',
        selector: '[data-test-id="ai-generated-label"]',
        kind: 'cannot-tell',
      },
    ],
    texts: [
      { text: 'AI modified', lang: 'en', kind: 'cannot-tell', since: '2025-04', source: 'measured 2026' },
    ],
    where: '[data-test-id*="label"], [data-test-id*="label"] div, [data-test-id*="label"] span',
    never: '[data-test-id*="title"], [data-test-id*="description"], [data-test-id*="comment"], a, h2',
  },
};
