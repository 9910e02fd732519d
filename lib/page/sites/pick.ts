import type { Pick, PostRule } from './site';
import { closestAcross, ownMatches } from './tree';

/** Longer values are no ids, names or addresses. */
const LONGEST = 2000;

export interface PickContext {
  video: Element;
  element: Element;
  rule: PostRule;
  page: URL;
}

function* sources(pick: Pick, { video, element, rule }: PickContext): Generator<Element> {
  if (pick.from === 'video') {
    const found = pick.selector === undefined ? video : closestAcross(video, pick.selector);
    if (found) yield found;
  } else if (pick.selector === undefined) yield element;
  else yield* ownMatches(element, pick.selector, rule.nested);
}

function valueIn(text: string | null, pattern: RegExp | undefined): string | null {
  if (text === null || text.length > LONGEST) return null;
  const value = pattern ? pattern.exec(text)?.[1] : text.trim();
  return value === undefined || value === '' ? null : value;
}

/** The first value that a pick finds; null where there is none. */
function pickOne(pick: Pick, context: PickContext): string | null {
  if (pick.alone && context.video.ownerDocument.querySelectorAll('video').length > 1) return null;
  if (pick.from === 'page') return valueIn(context.page.href, pick.pattern);
  for (const source of sources(pick, context)) {
    const text = pick.attribute === undefined ? source.textContent : source.getAttribute(pick.attribute);
    const value = valueIn(text, pick.pattern);
    if (value !== null) return value;
  }
  return null;
}

export function pickFirst(picks: readonly Pick[], context: PickContext): string | null {
  for (const pick of picks) {
    const value = pickOne(pick, context);
    if (value !== null) return value;
  }
  return null;
}

export const pickAll = (picks: readonly Pick[], context: PickContext): string[] =>
  picks.map((pick) => pickOne(pick, context)).filter((value) => value !== null);
