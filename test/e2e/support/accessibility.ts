import type { CDPSession, Page } from '@playwright/test';

export interface AccessibleNode {
  role: string;
  name: string;
  description: string;
  focused: boolean;
  expanded: boolean | null;
}

/** What a screen reader is told of a page, closed shadow roots included, in document order. */
export async function accessibleNodes(page: Page): Promise<AccessibleNode[]> {
  const session: CDPSession = await page.context().newCDPSession(page);
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name, description, properties }) => {
        const property = (wanted: string): unknown =>
          properties?.find((one) => one.name === wanted)?.value.value ?? null;
        const expanded = property('expanded');
        return {
          role: String(role?.value ?? ''),
          name: String(name?.value ?? ''),
          description: String(description?.value ?? ''),
          focused: property('focused') === true,
          expanded: typeof expanded === 'boolean' ? expanded : null,
        };
      });
  } finally {
    await session.detach();
  }
}
