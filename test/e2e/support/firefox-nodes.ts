/** The part of `nsIAccessible` that is asked. */
interface Accessible {
  role: number;
  name: string | null;
  childCount: number;
  getChildAt(index: number): Accessible;
}
interface AccessibilityService {
  getAccessibleFor(node: Node): Accessible | null;
  getStringRole(role: number): string;
}

/**
 * What Firefox tells a screen reader of a page, closed shadow roots included, in document order. Needs the browser's
 * own privileges. Sent as text: uses nothing from outside itself.
 */
export async function firefoxNodes(): Promise<{ role: string; name: string }[]> {
  const { Components } = globalThis as unknown as {
    Components: {
      classes: Record<string, { getService(type: unknown): AccessibilityService }>;
      interfaces: Record<string, unknown>;
    };
  };
  const service = Components.classes['@mozilla.org/accessibilityService;1']?.getService(
    Components.interfaces.nsIAccessibilityService,
  );
  if (!service) throw new Error('no accessibility service');
  const nodes: { role: string; name: string }[] = [];
  const add = (one: Accessible): void => {
    nodes.push({ role: service.getStringRole(one.role), name: one.name ?? '' });
    for (let index = 0; index < one.childCount; index++) add(one.getChildAt(index));
  };
  // The tree is built a moment after it is first asked for.
  for (let tries = 0; tries < 40 && nodes.length === 0; tries++) {
    const root = service.getAccessibleFor(document);
    if (root) add(root);
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return nodes;
}
