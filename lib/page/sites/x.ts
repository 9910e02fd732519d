import type { Site } from './site';

const QUOTE = 'div[role="link"]:has([data-testid="User-Name"])';
const STATUS = /^(?:https:\/\/(?:x|twitter)\.com)?\/\w+\/status\/(\d+)/;

export const X: Site = {
  name: 'X',
  hosts: ['x.com', 'twitter.com'],
  checked: '2026-11-22',
  sources:
    'Landmarks measured by others 2026-07 to 2026-09 and read in extensions of 2026-08; label words measured 2026-09-15. Unverified: quoted posts, free corners, labels outside English.',
  posts: [
    {
      layout: 'quote',
      element: `article[data-testid="tweet"] ${QUOTE}`,
      id: [{ from: 'post', selector: 'a[href*="/status/"]', attribute: 'href', pattern: STATUS }],
      permalink: [{ from: 'post', selector: 'a[href*="/status/"]:has(time)', attribute: 'href' }],
      address: (id, author) => author && `https://x.com/${author}/status/${id}`,
      author: [
        { from: 'post', selector: '[data-testid="User-Name"]', pattern: /@(\w{1,20})/ },
        {
          from: 'post',
          selector: 'a[href*="/status/"]',
          attribute: 'href',
          pattern: /^(?:https:\/\/[^/]+)?\/(\w+)\//,
        },
      ],
    },
    {
      layout: 'post',
      element: 'article[data-testid="tweet"]',
      nested: QUOTE,
      id: [{ from: 'post', selector: 'a[href*="/status/"]:has(time)', attribute: 'href', pattern: STATUS }],
      permalink: [{ from: 'post', selector: 'a[href*="/status/"]:has(time)', attribute: 'href' }],
      author: [
        {
          from: 'post',
          selector: '[data-testid="User-Name"] a[href]',
          attribute: 'href',
          pattern: /^\/(\w+)$/,
        },
      ],
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'Control bar along the bottom, duration and ALT chips bottom left, image buttons top right.',
  },
  delivery: 'mse',
  labels: {
    // The disclosure itself is in answers to the page's own requests, which only a wrapped fetch could see.
    data: [],
    hooks: [],
    texts: [
      { text: 'Made with AI', lang: 'en', kind: 'cannot-tell', since: '2026-02', source: 'measured 2026-09' },
      { text: 'Made with Grok Imagine', lang: 'en', kind: 'detected', source: 'measured 2026-09' },
    ],
    // Plain text below the media, without a mark of its own.
    where: 'div',
    after: 'video',
    never:
      '[data-testid="tweetText"], [data-testid="User-Name"], [data-testid="UserName"], [lang], ' +
      '[data-testid="videoPlayer"], [data-testid="videoComponent"], [data-testid^="card."], ' +
      '[data-testid="socialContext"], [data-testid="birdwatch-pivot"], [data-testid="cardPoll"], ' +
      '[role="group"], [role="link"], [role="dialog"], a',
  },
};
