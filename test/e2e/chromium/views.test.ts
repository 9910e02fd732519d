import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { decided } from '../support/eventually.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;

beforeAll(async () => {
  session = await openChromiumSession();
});
afterAll(() => session?.close());

describe.each(['light', 'dark'] as const)('our own pages, %s', (colorScheme) => {
  it.each(['popup.html', 'options.html', 'welcome.html'])('%s has no accessibility faults', async (file) => {
    const page = await session.browser.context.newPage();
    await page.emulateMedia({ colorScheme });
    await page.goto(`${session.browser.extensionRoot}${file}`);
    await page.getByRole('main').or(page.locator('body')).first().waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    await page.close();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });
});

describe('the popup', () => {
  it('lists the videos of the tab with their verdicts', async () => {
    const page = await session.browser.openPage();
    await page.goto(`${session.feed.origin}/grid?n=4`, 20_000);
    const records = await decided(page, 4);
    const popup = await session.browser.context.newPage();
    await popup.goto(`${session.browser.extensionRoot}popup.html?tab=${page.tabId}`);
    for (const { labelText } of records) await popup.getByText(labelText).first().waitFor();
    await popup.close();
    await page.close();
    expect(records).toHaveLength(4);
  });
});
