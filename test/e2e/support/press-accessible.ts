import type { Page } from '@playwright/test';

/**
 * Clicks with the mouse what a screen reader would call so, in closed shadow roots too.
 * @throws Error where nothing has that role and name
 */
export async function pressAccessible(page: Page, role: string, name: RegExp): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const node = nodes.find(
      (one) => !one.ignored && one.role?.value === role && name.test(String(one.name?.value ?? '')),
    );
    if (node?.backendDOMNodeId === undefined) throw new Error(`no ${role} named ${name}`);
    const of = { backendNodeId: node.backendDOMNodeId };
    await session.send('DOM.scrollIntoViewIfNeeded', of);
    const { quads } = await session.send('DOM.getContentQuads', of);
    const [left = 0, top = 0, , , right = 0, bottom = 0] = quads[0] ?? [];
    await page.mouse.click((left + right) / 2, (top + bottom) / 2);
  } finally {
    await session.detach();
  }
}
