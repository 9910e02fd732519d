/** Elements whose children are laid out as blocks and lines, where a host in the flow is neither item nor cell. */
const FLOWS = /^(block|inline|inline-block|flow-root|list-item|table-cell)$/;

/** The parent in what is rendered, as far as it can be seen: closed roots hide their slots. */
function renderedParent(node: Element | ShadowRoot): Element | null {
  if (node instanceof ShadowRoot) return node.host;
  const { assignedSlot, parentNode } = node;
  if (assignedSlot) return assignedSlot;
  return parentNode instanceof ShadowRoot ? parentNode.host : node.parentElement;
}

/** Certain to be what absolutely positioned descendants count from (CSS Positioned Layout 3, 2.1). */
const holdsAbsolute = ({ position, transform, filter, contain }: CSSStyleDeclaration): boolean =>
  position !== 'static' ||
  transform !== 'none' ||
  filter !== 'none' ||
  /paint|layout|strict|content/.test(contain);

/** The overflow of the root, and of the body where the root has none, is the window's (CSS Overflow 3, 3.3). */
const isOfWindow = (element: Element, { documentElement, body }: Document): boolean =>
  element === documentElement ||
  (element === body && getComputedStyle(documentElement).overflow === 'visible');

/**
 * Whether something clips or scrolls the content of `container`, but not an absolutely positioned child of it
 * that counts from further out.
 */
function escapesClip(container: Element | ShadowRoot): boolean {
  let at = container instanceof ShadowRoot ? container.host : container;
  for (;;) {
    const style = getComputedStyle(at);
    if (holdsAbsolute(style)) return false;
    if (style.overflow !== 'visible' && !isOfWindow(at, at.ownerDocument)) return true;
    const next = renderedParent(at);
    if (next === null) return false;
    at = next;
  }
}

/**
 * How a host without size among the children of `container` comes to move with what stands in it, by the
 * layout alone; null where it would not, or not without being in the way.
 */
export function flowPosition(
  video: HTMLMediaElement,
  container: Element | ShadowRoot,
): 'absolute' | 'relative' | null {
  const { position } = getComputedStyle(video);
  if (position !== 'static' && position !== 'relative') return null;
  if (!escapesClip(container)) return 'absolute';
  const element = container instanceof ShadowRoot ? container.host : container;
  return FLOWS.test(getComputedStyle(element).display) ? 'relative' : null;
}
