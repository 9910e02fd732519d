import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACKS } from '../../fixtures/hostile/attacks.ts';
import { findWords, measureBadges } from '../../fixtures/hostile/measure.ts';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { accessibleNodes } from '../support/accessibility.ts';
import { decided, eventually } from '../support/eventually.ts';
import { pressAccessible } from '../support/press-accessible.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;

beforeAll(async () => {
  session = await openChromiumSession();
});
afterAll(() => session?.close());

async function open(path: string): Promise<ChromiumPage> {
  const page = await session.browser.openPage();
  await page.goto(session.feed.origin + path, 20_000);
  return page;
}

/** The video that is honest on a hostile page, by its address. */
const honest = async (page: ChromiumPage) =>
  (await page.records()).find(({ subject }) => subject.url.endsWith('/media/trusted-ai-generated.mp4'));

describe('a hostile page', () => {
  it.each(Object.keys(ATTACKS))('that %s changes no verdict, here or elsewhere', async (name) => {
    const page = await open('/one?fixture=trusted-ai-generated');
    await decided(page, 1);
    const attack = ATTACKS[name];
    await page.page.evaluate(`(${attack?.toString()})()`);
    // The page still answers, which it would not if we kept it busy.
    expect(await page.page.evaluate('1 + 1')).toBe(2);
    const next = await open(`/one?src=/media/trusted-captured.mp4?after=${encodeURIComponent(name)}`);
    const [record] = await decided(next, 1, 60);
    expect(record?.verdict.label).toBe('camera-captured');
    const still = await eventually(
      'the verdict of the attacked video',
      () => honest(page),
      (one) => one?.verdict.final === true,
      20,
    );
    expect(still?.verdict.label).toBe('ai-generated');
    await next.close();
    await page.close();
  });

  it('that goes away in the middle leaves nothing to the next', async () => {
    const page = await open('/grid?n=40');
    await page.goto(`${session.feed.origin}/one?fixture=trusted-captured`, 20_000);
    const [record] = await decided(page, 1);
    expect(record?.verdict.label).toBe('camera-captured');
    await page.close();
  });

  it('cannot talk to the extension, nor load what is in it', async () => {
    const page = await open('/one?fixture=trusted-captured');
    await decided(page, 1);
    const reached = await page.evaluate(async (root) => {
      const runtime = (globalThis as unknown as { chrome?: { runtime?: object } }).chrome?.runtime;
      const loads = await Promise.all(
        ['manifest.json', 'content-script.js', 'icon/16.png', 'popup.html'].map((file) =>
          fetch(root + file).then(
            () => file,
            () => null,
          ),
        ),
      );
      return { runtime: runtime !== undefined, loads: loads.filter((file) => file !== null) };
    }, session.browser.extensionRoot ?? '');
    expect(reached).toEqual({ runtime: false, loads: [] });
    await page.close();
  });
});

const VERDICTS = ['unsigned', 'trusted-ai-generated', 'trusted-captured', 'tampered', 'malformed', 'expired'];

describe('what a page can measure', () => {
  it('is the same for every verdict', async () => {
    const page = await open('/spa');
    await page.evaluate((names) => {
      const cells = names.map(
        (name) =>
          `<div style="position:relative;width:400px;height:225px"><video id="${name}" muted preload="none" src="/media/${name}.mp4" style="width:400px;height:225px"></video></div>`,
      );
      document.body.innerHTML = `<div style="display:grid;grid-template-columns:repeat(3,408px)">${cells.join('')}</div>`;
    }, VERDICTS);
    const records = await decided(page, VERDICTS.length);
    expect(new Set(records.map(({ labelText }) => labelText)).size).toBe(VERDICTS.length);
    const measured = await page.evaluate(measureBadges, null);
    const first = measured[VERDICTS[0] ?? ''];
    expect(first?.hits).toContain('#');
    expect(first?.probes).toContain('#');
    for (const name of VERDICTS) expect(measured[name], name).toEqual(first);
    const words = records.map(({ labelText }) => labelText);
    const found = await page.evaluate(findWords, words);
    expect(Object.values(found)).toEqual(words.map(() => false));
    await page.close();
  });

  it('is no more while a card is open', async () => {
    const page = await open('/one?fixture=trusted-ai-generated');
    const [record] = await decided(page, 1);
    const [x = 0, y = 0, width = 0, height = 0] = record?.badge?.box ?? [];
    await page.page.mouse.click(x + width / 2, y + height / 2);
    const seen = () =>
      page.evaluate(
        () =>
          [5, 200, 400, 700].map(
            (at) => document.elementFromPoint(at, Math.min(at, innerHeight - 5))?.localName,
          ),
        null,
      );
    await eventually('an open card', seen, (names) => names[0] === 'whence-badge', 10);
    expect(new Set(await seen())).toEqual(new Set(['whence-badge']));
    expect(await page.evaluate(findWords, ['AI-generated', 'Demo Generator'])).toEqual({
      'AI-generated': false,
      'Demo Generator': false,
    });
    const { page: tab } = page;
    await tab.evaluate(`globalThis.heard = [];
      for (const type of ['copy', 'cut', 'selectionchange', 'beforecopy'])
        document.addEventListener(type, () => heard.push(type), true);`);
    await pressAccessible(tab, 'button', /^Copy the text$/);
    await eventually(
      'the copy',
      () => accessibleNodes(tab),
      (nodes) => nodes.some(({ name }) => name === 'Copied'),
      10,
    );
    expect(await tab.evaluate('[heard, String(getSelection())]')).toEqual([[], '']);
    await tab.context().grantPermissions(['clipboard-read']);
    const copied = String(await tab.evaluate('navigator.clipboard.readText()'));
    expect(copied).toMatch(/^AI-generated\n/);
    expect(copied).toContain('Issued by: ');
    await tab.mouse.click(5, 5);
    await eventually('a closed card', seen, (names) => names[0] !== 'whence-badge', 10);
    await page.close();
  });

  it('is one size of the largest paint, whatever the label', async () => {
    const page = await session.browser.openPage();
    await page.page.addInitScript(`globalThis.paints = [];
      new PerformanceObserver((list) => paints.push(...list.getEntries().map(({ size }) => size)))
        .observe({ type: 'largest-contentful-paint', buffered: true });`);
    const attributes = encodeURIComponent('muted preload="none"');
    const paints: unknown[] = [];
    for (const name of ['trusted-ai-generated', 'tampered']) {
      await page.goto(`${session.feed.origin}/one?fixture=${name}&attributes=${attributes}`, 20_000);
      await decided(page, 1);
      const list = async () => (await page.page.evaluate('paints')) as number[];
      await eventually('a paint', list, ({ length }) => length > 0, 10);
      paints.push(await list());
    }
    expect(paints[0]).toEqual(paints[1]);
    await page.close();
  });
});
