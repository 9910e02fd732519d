/** Next element outwards, across the boundary of a shadow root. */
export function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.parentNode;
  return root instanceof ShadowRoot ? root.host : null;
}

function* ancestorsOf(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = parentOf(at)) yield at;
}

/** As `closest`, across shadow roots; with `outermost` the last match instead of the first. */
export function closestAcross(element: Element, selector: string, outermost = false): Element | null {
  let found: Element | null = null;
  for (const at of ancestorsOf(element)) {
    if (!at.matches(selector)) continue;
    found = at;
    if (!outermost) break;
  }
  return found;
}

const holdsOther = (element: Element, video: Element): boolean => {
  for (const other of element.querySelectorAll('video')) if (other !== video) return true;
  return false;
};

/** The largest ancestor of `video` inside a match of `within` that holds no other video; null when there is none. */
export function aloneWithin(video: Element, within: string): Element | null {
  const bound = closestAcross(video, within, true);
  if (!bound) return null;
  let found: Element | null = null;
  for (const at of ancestorsOf(video)) {
    if (at !== video && holdsOther(at, video)) break;
    if (at !== video) found = at;
    if (at === bound) break;
  }
  return found;
}

/** `element` has no other video below it (in its own tree). */
export const isSole = (element: Element, video: Element): boolean => !holdsOther(element, video);

/** Matches of `selector` in `root` that do not belong to something `nested` in it. */
export function* ownMatches(root: Element, selector: string, nested?: string): Generator<Element> {
  for (const element of root.querySelectorAll(selector)) {
    if (nested !== undefined && isWithin(element, nested, root)) continue;
    yield element;
  }
}

/** Whether `element` or an ancestor of it below `root` matches `selector`. */
export function isWithin(element: Element, selector: string, root: Element): boolean {
  const found = element.closest(selector);
  return found !== null && found !== root && root.contains(found);
}
