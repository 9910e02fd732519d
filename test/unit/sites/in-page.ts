import { badgeCorner } from '../../../lib/page/sites/badge-corner';
import { labelOf, readLabel } from '../../../lib/page/sites/label-of';
import { originalOf } from '../../../lib/page/sites/original-of';
import { postOf } from '../../../lib/page/sites/post-of';
import { siteOf } from '../../../lib/page/sites/site-of';
import { type LabelNews, watchLabel } from '../../../lib/page/sites/watch-label';

/** What a fixture's video says of itself, and what was read of it. */
export interface Reading {
  site: string;
  layout: string | null;
  expected: Record<string, string | undefined>;
  post: string;
  permalink: string | null;
  author: string | null;
  kind: string;
  words: string | null;
  hook: string | null;
  known: boolean;
  original: string;
  corner: string;
}

/** All videos of the document, those in open shadow roots too. */
export function videos(root: Document | ShadowRoot = document): HTMLVideoElement[] {
  const here = [...root.querySelectorAll('video')];
  const roots = [...root.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot);
  return [...here, ...roots.filter((inner) => inner !== null).flatMap(videos)];
}

export function readOne(video: HTMLVideoElement): Reading {
  const site = siteOf(location, document);
  const post = postOf(video, site);
  const label = post && labelOf(post);
  const original = originalOf({ video, post, document, page: new URL(location.href) }, site);
  return {
    site: site.name,
    layout: post?.rule.layout ?? null,
    expected: Object.assign({}, video.dataset),
    post: post?.postId ?? 'none',
    permalink: post?.permalink ?? null,
    author: post?.author ?? null,
    kind: label?.kind ?? 'none',
    words: label?.text ?? null,
    hook: label?.hook ?? null,
    known: post !== null && readLabel(post).known,
    original: original ? (original.url ?? `lookup ${original.lookup?.url ?? ''}`) : 'none',
    corner: badgeCorner(site, post?.rule).corner,
  };
}

export const readAll = (): Reading[] => videos().map(readOne);

/** The page in a language that reads from the right, as far as its fixture knows how it would look. */
export function turn(): void {
  Object.assign(document.documentElement, { dir: 'rtl', lang: 'ar' });
  for (const element of document.querySelectorAll<HTMLElement>('[data-ar]'))
    element.textContent = element.dataset.ar ?? '';
  for (const element of document.querySelectorAll<HTMLElement>('[data-ar-label]'))
    element.setAttribute('aria-label', element.dataset.arLabel ?? '');
}

/** What the page's own script offers, see the fixtures. */
interface FixtureWindow {
  recycle(): void;
  settle(): void;
}
const fixture = (): FixtureWindow => window as unknown as FixtureWindow;

export interface News {
  post: string;
  kind: string;
  known: boolean;
  /** What the fixture says that the video is, at the moment of the news. */
  expected: Record<string, string | undefined>;
}

const newsOf = (video: HTMLVideoElement, { post, label, known }: LabelNews): News => ({
  post: post?.postId ?? 'none',
  kind: label?.kind ?? 'none',
  known,
  expected: Object.assign({}, video.dataset),
});

const fail = (): never => {
  throw new Error('nothing was told');
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Follows the first video while its post becomes another one; `settles` false leaves the old words standing. */
export async function follow(settles: boolean): Promise<{ news: News[]; end: News }> {
  const [video] = videos();
  const post = video && postOf(video, siteOf(location, document));
  if (!video || !post) throw new Error('the first video stands in no post');
  const over = new AbortController();
  const news: News[] = [];
  watchLabel(post, (item) => news.push(newsOf(video, item)), over.signal, { quiet: 10, stale: 150 });
  fixture().recycle();
  // Where nothing of the page is observed, it is the next source that tells.
  if (post.site.labels === null) video.dispatchEvent(new Event('loadstart'));
  await pause(40);
  if (settles) fixture().settle();
  await pause(settles ? 60 : 300);
  over.abort();
  const end: News = { ...(news.at(-1) ?? fail()), expected: Object.assign({}, video.dataset) };
  const before = news.length;
  video.parentElement?.append(document.createElement('i'));
  await pause(50);
  if (news.length !== before) throw new Error('something was told after the end');
  return { news, end };
}

/**
 * Puts generated content into the places where a site shows what people wrote.
 * @returns the labels that became other ones by it
 */
export function withContent(selector: string, html: string): string[] {
  const places = [...document.querySelectorAll(selector)].filter((place) => !place.querySelector('video'));
  if (places.length === 0) throw new Error(`nobody writes in ${selector}`);
  const before = places.map((place) => place.innerHTML);
  const labels = videos().map((video) => readOne(video).kind);
  for (const place of places) place.innerHTML = html;
  const after = videos().map((video) => readOne(video).kind);
  for (const [at, place] of places.entries()) place.innerHTML = before[at] ?? '';
  return after.filter((kind, at) => kind !== labels[at]);
}

/** Replaces the page's whole content; returns the labels of every video in it. */
export function withPage(html: string): string[] {
  document.body.innerHTML = html;
  return videos().map((video) => readOne(video).kind);
}
