import { pickAll, pickFirst, type PickContext } from './pick';
import type { Post, PostRule, Site } from './site';
import { aloneWithin, closestAcross, isSole } from './tree';

/** Names are shown and compared; longer ones are no names. */
const LONGEST_AUTHOR = 100;

function elementFor(video: HTMLVideoElement, rule: PostRule): Element | null {
  if (typeof rule.element !== 'string') return aloneWithin(video, rule.element.alone);
  return closestAcross(video, rule.element, rule.outermost);
}

function webAddress(address: string | null, page: URL): string | null {
  if (address === null) return null;
  const url = URL.parse(address, page);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

/**
 * The post that a video stands in, by the rules of its site.
 * @param page address of the document; only its path and query are used, as the rules say
 * @returns null where the layout is unknown, or the page is just changing from one post to the next
 */
export function postOf(
  video: HTMLVideoElement,
  site: Site,
  page = new URL(video.ownerDocument.URL),
): Post | null {
  for (const rule of site.posts) {
    const element = elementFor(video, rule);
    if (!element || (rule.sole && !isSole(element, video))) continue;
    const context: PickContext = { video, element, rule, page };
    const postId = pickFirst(rule.id, context);
    if (postId === null) return null;
    if (pickAll(rule.confirm ?? [], context).some((value) => value !== postId)) return null;
    const author = pickFirst(rule.author, context)?.slice(0, LONGEST_AUTHOR) ?? null;
    const link = pickFirst(rule.permalink, context) ?? rule.address?.(postId, author, page) ?? null;
    return { site, rule, postId, permalink: webAddress(link, page), author, element, video };
  }
  return null;
}
