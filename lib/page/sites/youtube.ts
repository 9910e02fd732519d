import { objectsAfter, parseScript, valueAt } from './page-data';
import type { DataReading, ElementHook, LabelText, Pick, PostRule, Site } from './site';

const SECTION = 'how-this-was-made-section-view-model';
const HEADER = '[class*="SectionViewModelBodyHeader"]';
/** Help articles, by what they explain; the same in every language. */
const HELP = { ai: ['15447836', '14328491'], camera: ['15446725'], dubbing: ['15569972'] };
const DUBBED = HELP.dubbing.map((id) => `${SECTION}:has(a[href*="/answer/${id}"])`).join(', ');
const TILE =
  'ytd-rich-item-renderer, ytd-video-renderer, ytd-compact-video-renderer, yt-lockup-view-model, ' +
  'ytm-shorts-lockup-view-model, ytm-shorts-lockup-view-model-v2';

const sectionHook = (name: string, ids: string[], kind: ElementHook['kind']): ElementHook => ({
  name,
  kind,
  selector: ids.map((id) => `${SECTION} a[href*="support.google.com/youtube/answer/${id}"]`).join(', '),
  block: SECTION,
  text: HEADER,
  // A line that names the signer stands there only where the label comes from signed metadata.
  refine: { selector: '[class*="AttributionText"]', kind: kind === 'captured' ? 'captured' : 'credentials' },
});

/** @returns what a section of the watch page's own data says; null for dubbing and for what is not known */
function sectionReading(section: unknown): DataReading | null {
  const json = JSON.stringify(section);
  const cites = (ids: string[]): boolean => ids.some((id) => json.includes(`/answer/${id}`));
  const header = valueAt(section, 'bodyHeader', 'content');
  const text = typeof header === 'string' ? header : '';
  if (cites(HELP.camera)) return { kind: 'captured', text };
  if (!cites(HELP.ai)) return null;
  return { kind: json.includes('"attributionText"') ? 'credentials' : 'cannot-tell', text };
}

/**
 * The watch page's first data: right until the page moves on without loading, hence the id. Only its few parts
 * about this are parsed, not the megabytes around them.
 */
function readInitialData(text: string, postId: string): DataReading | null {
  const endpoint = parseScript(text, '"currentVideoEndpoint":');
  const of =
    valueAt(endpoint, 'watchEndpoint', 'videoId') ?? valueAt(endpoint, 'reelWatchEndpoint', 'videoId');
  if (of !== postId) return null;
  for (const section of objectsAfter(text, '"howThisWasMadeSectionViewModel":')) {
    const reading = sectionReading(section);
    if (reading) return reading;
  }
  return { kind: null, text: '' };
}

const BADGES = ':is(yt-metadata-badge-renderer, ytd-badge-supported-renderer) badge-shape';
const badge = (text: string, lang: string, source: string): LabelText => ({
  ...{ text, lang, kind: 'cannot-tell', source },
  ...{ only: BADGES, attribute: 'aria-label' },
});
const header = (text: string, lang: string, since: string, more: Partial<LabelText> = {}): LabelText => ({
  ...{ text, lang, kind: 'cannot-tell', since, source: 'measured or help page' },
  ...more,
});
const CAMERA: Partial<LabelText> = { kind: 'captured' };

const WATCH_ID: Pick = { from: 'page', pattern: /[?&]v=([\w-]{11})/ };
const SHORTS_ID: Pick = { from: 'page', pattern: /\/shorts\/([\w-]{11})/ };
const TILE_ID: Pick = {
  from: 'post',
  selector: 'a[href*="/watch"], a[href*="/shorts/"]',
  attribute: 'href',
  pattern: /(?:[?&]v=|\/shorts\/)([\w-]{11})/,
};
const watchAddress = (id: string): string => `https://www.youtube.com/watch?v=${id}`;

/** Previews over tiles show another video than the page's. */
const TILES: PostRule = {
  layout: 'tile',
  element: TILE,
  id: [TILE_ID],
  permalink: [],
  address: watchAddress,
  author: [],
  labelled: false,
};

const WATCH: PostRule = {
  layout: 'watch',
  element: 'ytd-watch-flexy, ytd-watch-grid',
  nested: `${TILE}, ytd-comments`,
  id: [{ from: 'post', attribute: 'video-id', pattern: /^([\w-]{11})$/ }, WATCH_ID],
  confirm: [WATCH_ID],
  permalink: [],
  address: watchAddress,
  author: [
    {
      from: 'post',
      selector: 'ytd-video-owner-renderer a[href^="/@"]',
      attribute: 'href',
      pattern: /^\/@([^/]+)/,
    },
  ],
  // Without the structured description the layout is another, or the page has not got that far.
  labelPlace: 'ytd-structured-description-content-renderer',
};

const SHORTS: PostRule = {
  layout: 'shorts',
  // One video moves from item to item; only the active one is what the address names.
  element: 'ytd-reel-video-renderer[is-active], reel-video-in-sequence-renderer',
  id: [SHORTS_ID],
  permalink: [],
  address: (id) => `https://www.youtube.com/shorts/${id}`,
  author: [
    {
      from: 'post',
      selector: 'yt-reel-channel-bar-view-model a[href^="/@"]',
      attribute: 'href',
      pattern: /^\/@([^/]+)/,
    },
  ],
  labelPlace: 'ytd-structured-description-content-renderer',
};

const EMBED: PostRule = {
  layout: 'embed',
  element: '#movie_player, .html5-video-player',
  id: [
    { from: 'page', pattern: /\/embed\/([\w-]{11})/ },
    { ...TILE_ID, selector: 'a.ytp-title-link' },
  ],
  permalink: [],
  address: watchAddress,
  author: [{ from: 'post', selector: 'a.ytp-title-channel-logo', attribute: 'href', pattern: /\/@([^/?]+)/ }],
  labelled: false,
};

export const YOUTUBE: Site = {
  name: 'YouTube',
  hosts: ['youtube.com', 'youtube-nocookie.com'],
  checked: '2026-11-22',
  sources:
    'Sections, help ids and data paths measured by others 2026-09; words per language measured or from help pages. Unverified: the class of the signer line, panels of Shorts, corners.',
  posts: [TILES, SHORTS, WATCH, EMBED],
  badge: {
    corner: 'top-right',
    offset: { x: 0, y: 0 },
    collides: 'Controls along the bottom, paid promotion top left, cards top right in fullscreen.',
    layouts: {
      shorts: {
        corner: 'top-left',
        offset: { x: 0, y: 56 },
        collides: 'Play and sound top left, menu top right, actions right, title and label bottom left.',
      },
      embed: {
        corner: 'top-left',
        offset: { x: 0, y: 64 },
        collides: 'Title along the top, cards top right, controls along the bottom.',
      },
    },
  },
  delivery: 'mse',
  labels: {
    data: [
      {
        name: 'data:howThisWasMade',
        script: 'script:not([src])',
        needles: [
          'var ytInitialData =',
          '"structuredDescriptionContentRenderer":',
          '"currentVideoEndpoint":',
        ],
        read: readInitialData,
      },
    ],
    hooks: [
      sectionHook('help:made-with-ai', HELP.ai, 'cannot-tell'),
      sectionHook('help:camera', HELP.camera, 'captured'),
    ],
    texts: [
      header('Made with AI', 'en', '2026-05'),
      header('Altered or synthetic content', 'en', '2024-03', { until: '2026-05' }),
      header('Captured with a camera', 'en', '2024-10', CAMERA),
      header('Creado con IA', 'es', '2026-05'),
      header('Contenido alterado o sintético', 'es', '2024-03', { weak: true }),
      header('Mit KI erstellt', 'de', '2026-05'),
      header('Veränderte oder synthetische Inhalte', 'de', '2024-03', { until: '2026-05' }),
      header('Laget med AI', 'no', '2026-05'),
      header('AI 生成', 'ja', '2026-05'),
      header('改変または合成されたコンテンツ', 'ja', '2024-03', { until: '2026-05' }),
      header('カメラで撮影', 'ja', '2024-10', CAMERA),
      header('AI로 제작', 'ko', '2026-05'),
      header('변경되거나 합성된 콘텐츠', 'ko', '2024-03', { weak: true }),
      header('Conteúdo alterado ou sintético', 'pt-BR', '2024-03', { weak: true }),
      header('AI प्रयोग गरी बनाइएको', 'ne', '2026-05'),
      badge('AI: Content was made with AI', 'en', 'measured 2026-09'),
      badge('AI: Altered or synthetic content', 'en', 'seen 2026'),
      badge('AI: AI로 생성된 콘텐츠', 'ko', 'measured 2026-09'),
    ],
    where: `${SECTION} [class*="SectionViewModelBodyHeader"]`,
    never: `${DUBBED}, ytd-comments, ytd-text-inline-expander, ytd-live-chat-frame`,
  },
};
