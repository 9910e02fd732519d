import { findObject, parseScript, valueAt } from './page-data';
import type { OriginalAddress } from './original-lookup';
import type { OriginalFacts, Site } from './site';

const NOTE = /\/(?:explore|discovery\/item|search_result)\/([0-9a-f]{24})/;
const STATE = 'window.__INITIAL_STATE__=';
const STORE = 'https://sns-video-bd.xhscdn.com/';
const SOURCE = 'publishing tools of 2026';

/** The upload's key stands in the page's own state, for notes that the page was loaded with. */
function original({ document, post }: OriginalFacts): OriginalAddress | null {
  if (!post) return null;
  for (const script of document.querySelectorAll('script:not([src])')) {
    const text = script.textContent ?? '';
    if (!text.includes(STATE) || !text.includes(post.postId)) continue;
    const map = findObject(parseScript(text, STATE), (at) => Object.hasOwn(at, 'noteDetailMap'));
    const key = valueAt(map, 'noteDetailMap', post.postId, 'note', 'video', 'consumer', 'originVideoKey');
    if (typeof key === 'string' && /^[\w./-]{4,300}$/.test(key) && !key.includes('..'))
      return { url: STORE + key.replace(/^\/+/, ''), why: 'kept-upload', lookup: null };
  }
  return null;
}

export const XIAOHONGSHU: Site = {
  name: 'Xiaohongshu',
  hosts: ['xiaohongshu.com', 'rednote.com'],
  checked: '2026-11-22',
  sources:
    'Note container read in an extension, state in a download tool of 2026-08, words in two tools of 2026. Unverified: where the words stand in the page, corners.',
  posts: [
    {
      layout: 'note',
      element: '#noteContainer, .note-container',
      outermost: true,
      id: [{ from: 'page', pattern: NOTE }],
      permalink: [],
      address: (id) => `https://www.xiaohongshu.com/explore/${id}`,
      author: [{ from: 'post', selector: '.author-wrapper .username, .author .username' }],
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'Controls along the bottom, close button top left of the whole view.',
  },
  delivery: 'either',
  labels: {
    data: [],
    hooks: [],
    texts: [
      { text: '笔记含AI合成内容', lang: 'zh', kind: 'declared', source: SOURCE },
      { text: '内容可能使用AI技术生成', lang: 'zh', kind: 'detected', source: SOURCE },
    ],
    where: 'div, span, p',
    never:
      '#detail-title, #detail-desc, .title, .desc, .comments-container, .comments-el, .comment-item, .username, ' +
      '.author-wrapper, [class*="danmu"], [class*="danmaku"], a',
  },
  original,
};
