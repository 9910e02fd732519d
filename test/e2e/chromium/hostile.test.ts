import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { hostileTests } from '../shared/hostile.ts';
import { accessibleNodes } from '../support/accessibility.ts';
import { decided, eventually } from '../support/eventually.ts';
import { pressAccessible } from '../support/press-accessible.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;

beforeAll(async () => {
  session = await openChromiumSession();
});
afterAll(() => session?.close());

hostileTests(() => session);

it('a page hears nothing of the words of a card that are copied', async () => {
  const page = await session.browser.openPage();
  await page.goto(`${session.feed.origin}/one?fixture=trusted-ai-generated`, 20_000);
  const [record] = await decided(page, 1);
  const [x = 0, y = 0, width = 0, height = 0] = record?.badge?.box ?? [];
  await page.click([x + width / 2, y + height / 2]);
  const { page: tab } = page;
  const nodes = (wanted: string) =>
    eventually(
      wanted,
      () => accessibleNodes(tab),
      (all) => all.some(({ name }) => name === wanted),
      10,
    );
  await nodes('Copy the text');
  await tab.evaluate(`globalThis.heard = [];
    for (const type of ['copy', 'cut', 'selectionchange', 'beforecopy'])
      document.addEventListener(type, () => heard.push(type), true);`);
  await pressAccessible(tab, 'button', /^Copy the text$/);
  await nodes('Copied');
  expect(await tab.evaluate('[heard, String(getSelection())]')).toEqual([[], '']);
  await tab.context().grantPermissions(['clipboard-read']);
  const copied = String(await tab.evaluate('navigator.clipboard.readText()'));
  expect(copied).toMatch(/^AI-generated\n/);
  expect(copied).toContain('Issued by: ');
  await page.close();
});
