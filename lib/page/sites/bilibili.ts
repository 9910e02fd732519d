import { comparable } from './label-text';
import { findObject, parseScript, valueAt } from './page-data';
import type { DataReading, LabelText, Site } from './site';

const SOURCE = 'page tools and translations of 2025-26';
/** A line for warnings of every kind: only these words are about AI. */
const TEXTS: LabelText[] = [
  { text: '作者声明：该视频使用人工智能合成技术', lang: 'zh', kind: 'declared', source: SOURCE },
  { text: '该内容疑似使用AI技术合成，请谨慎甄别', lang: 'zh', kind: 'detected', source: SOURCE },
];

/** `argue_info.argue_msg` of the page's own video; the uploader's line comes with or without its "作者声明：". */
function readArgue(script: string, postId: string): DataReading | null {
  const video = findObject(
    parseScript(script, 'window.__INITIAL_STATE__='),
    (at) => (at.bvid === postId || `av${String(at.aid)}` === postId) && Object.hasOwn(at, 'argue_info'),
  );
  if (!video) return null;
  const message = valueAt(video, 'argue_info', 'argue_msg');
  if (typeof message !== 'string') return { kind: null, text: '' };
  const line = comparable(message);
  const text = TEXTS.find((entry) =>
    [entry.text, entry.text.replace('作者声明：', '')].some((t) => comparable(t) === line),
  );
  return { kind: text?.kind ?? null, text: message };
}

export const BILIBILI: Site = {
  name: 'Bilibili',
  hosts: ['bilibili.com'],
  checked: '2026-11-22',
  sources:
    'Warning line and its texts read in four tools of 2025-26; player in extensions. Unverified: the page’s outer containers, corners.',
  posts: [
    {
      layout: 'video',
      element: { alone: 'body' },
      nested: '.video-page-card-small, .recommend-list-v1, .rec-list, bili-comments, .bili-comment',
      id: [
        { from: 'page', pattern: /\/(?:video|list\/\w+)\/(BV\w{10}|av\d+)/ },
        { from: 'page', pattern: /[?&]bvid=(BV\w{10})/ },
      ],
      permalink: [],
      address: (id) => `https://www.bilibili.com/video/${id}`,
      author: [{ from: 'post', selector: '.up-name' }],
      labelPlace: '.video-info-detail',
    },
  ],
  badge: {
    corner: 'top-left',
    offset: { x: 0, y: 0 },
    collides: 'Comments run across the upper part, controls along the bottom.',
  },
  delivery: 'mse',
  labels: {
    data: [
      {
        name: 'data:argue_msg',
        script: 'script:not([src])',
        needles: ['argue_info'],
        read: readArgue,
      },
    ],
    hooks: [],
    texts: TEXTS,
    where: '.video-info-detail :is(.video-argue, .video-argue-inner, .argue-text)',
    never: '.video-desc-container, .video-title, bili-comments, .bili-comment',
  },
};
