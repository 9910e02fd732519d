import { afterEach, describe, expect, it } from 'vitest';
import { ATTACKS } from '../../fixtures/hostile/attacks.ts';
import { findWords, measureBadges } from '../../fixtures/hostile/measure.ts';
import type { QaBrowser, QaPage, ShownRecord } from '../../qa/browsers/browser.ts';
import { decided, eventually } from '../support/eventually.ts';
import type { Session } from '../support/session.ts';

const VERDICTS = ['unsigned', 'trusted-ai-generated', 'trusted-captured', 'tampered', 'malformed', 'expired'];

/** The video that is honest on a hostile page, by its address. */
const honest = async (page: QaPage): Promise<ShownRecord | undefined> =>
  (await page.records()).find(({ subject }) => subject.url.endsWith('/media/trusted-ai-generated.mp4'));

const said = (record: ShownRecord | undefined) => ({
  label: record?.verdict.label,
  reason: record?.evidence.find(({ source }) => source === 'credentials')?.reason,
});

/** As a script of the page's own; then the page must still answer, which it would not if we kept it busy. */
async function attackIn(page: QaPage, attack: () => void): Promise<void> {
  const text = `(${attack.toString()})(); document.documentElement.dataset.attacked = 'yes';`;
  const answer = await page.evaluate((source) => {
    const script = document.createElement('script');
    script.textContent = source;
    document.head.insertBefore(script, null);
    return document.documentElement.dataset.attacked;
  }, text);
  expect(answer).toBe('yes');
}

/** Size of the largest paint so far. */
const paintOf = (page: QaPage): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list, observer) => {
          observer.disconnect();
          const sizes = list.getEntries().map((entry) => (entry as PerformanceEntry & { size: number }).size);
          resolve(Math.max(...sizes));
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
    null,
  );
/** No label is as large, in square pixels of text. */
const UNSEEN = 6000;

/** @param on a browser beside the local feed */
export function hostileTests(on: () => Session<QaBrowser>): void {
  const pages: QaPage[] = [];
  async function open(path: string): Promise<QaPage> {
    const page = await on().browser.openPage();
    pages.push(page);
    await page.goto(on().feed.origin + path, 20_000);
    return page;
  }

  // A page that keeps its browser busy must not outlive its test.
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
  });

  describe('a hostile page', () => {
    it.each(Object.entries(ATTACKS))(
      'that %s changes no verdict, here or elsewhere',
      async (name, attack) => {
        const page = await open('/one?fixture=trusted-ai-generated');
        await decided(page, 1);
        await attackIn(page, attack);
        const next = await open(`/one?src=/media/trusted-captured.mp4?after=${encodeURIComponent(name)}`);
        const [record] = await decided(next, 1, 60);
        expect(said(record)).toEqual({ label: 'camera-captured', reason: null });
        const still = await eventually(
          'the verdict of the attacked video',
          () => honest(page),
          (one) => one?.verdict.final === true,
          20,
        );
        expect(still?.verdict.label).toBe('ai-generated');
      },
    );

    it('that goes away in the middle leaves nothing to the next', async () => {
      const page = await open('/grid?n=40');
      await page.goto(`${on().feed.origin}/one?fixture=trusted-captured`, 20_000);
      const [record] = await decided(page, 1);
      expect(record?.verdict.label).toBe('camera-captured');
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
      }, on().browser.extensionRoot ?? '');
      expect(reached).toEqual({ runtime: false, loads: [] });
    });
  });

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
    });

    it('is no more while a card is open', async () => {
      const page = await open('/one?fixture=trusted-ai-generated');
      const [record] = await decided(page, 1);
      const [x = 0, y = 0, width = 0, height = 0] = record?.badge?.box ?? [];
      await page.click([x + width / 2, y + height / 2]);
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
      await page.click([5, 5]);
      await eventually('a closed card', seen, (names) => names[0] !== 'whence-badge', 10);
    });

    it('is one size of the largest paint, whatever the label', async () => {
      const attributes = encodeURIComponent('muted preload="none"');
      const paints: number[] = [];
      for (const name of ['trusted-ai-generated', 'tampered']) {
        const page = await open(`/one?fixture=${name}&attributes=${attributes}`);
        await decided(page, 1);
        paints.push(
          await eventually(
            'the unseen text',
            () => paintOf(page),
            (size) => size > UNSEEN,
            20,
          ),
        );
      }
      expect(paints[0]).toBe(paints[1]);
    });
  });
}
