import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reason } from '../../../lib/evidence/check-error.ts';
import { FAILING } from '../../fixtures/hostile/failure-pages.ts';
import type { QaBrowser, QaPage, ShownRecord } from '../../qa/browsers/browser.ts';
import { eventually, isShown, living } from '../support/eventually.ts';
import { spokenNodes } from '../support/spoken.ts';

const reasonOf = (record: ShownRecord | undefined): Reason | null | undefined =>
  record?.evidence.find(({ source }) => source === 'credentials')?.reason;
const keysOf = (record: ShownRecord | undefined) => record?.verdict.reasons.map(({ key }) => key) ?? [];

/** The label, the reason and what can be done about it, all the same one. */
export function expectReason(record: ShownRecord | undefined, reason: Reason, words: string): void {
  expect(record?.verdict.label).toBe('could-not-check');
  expect(record?.labelText).toBe(`Couldn't check: ${words}`);
  expect(reasonOf(record)).toBe(reason);
  expect(keysOf(record)).toContain(`help_${reason.replaceAll('-', '_')}`);
}

/** The records of a page once all of `count` could not be checked, for this reason. */
export const failedFor = (page: QaPage, reason: Reason, count = 1): Promise<ShownRecord[]> =>
  eventually(
    `${count} that could not be checked: ${reason}`,
    () => living(page),
    (all) => all.length === count && all.every((record) => isShown(record) && reasonOf(record) === reason),
    40,
  );

const NAMED: [string, Reason, string][] = [
  ['refused', 'blocked', 'blocked by the site'],
  ['hotlink', 'blocked', 'blocked by the site'],
  ['picture', 'blocked', 'blocked by the site'],
  ['unauthorised', 'login', 'needs login'],
  ['members', 'login', 'needs login'],
  ['form', 'login', 'needs login'],
  ['huge', 'too-large', 'too large'],
  ['webm', 'unsupported-format', 'unsupported format'],
  ['silent', 'timed-out', 'timed out'],
  ['router', 'private-network', 'private network'],
  ['into-private', 'private-network', 'private network'],
  ['live', 'live', 'live stream'],
];
const addressOf = (name: string): string => FAILING[name] ?? 'mediastream:';

interface Offline {
  browser: QaBrowser;
  /** Takes the network from whatever reads media for the extension, until the browser ends. */
  goOffline(): Promise<void>;
}

/** @param on a browser whose proxy is that of `startFailures` */
export function reasonTests(on: () => Offline): void {
  async function open(url: string): Promise<QaPage> {
    const page = await on().browser.openPage();
    // A server that never answers keeps a page from ever being loaded.
    await page.goto(url, 20_000, 'commit');
    return page;
  }

  /** Opened first: its slowest video takes twenty seconds to be given up. */
  let page: QaPage;
  beforeAll(async () => {
    page = await open('http://site.example/failures');
  });
  afterAll(() => page?.close());

  describe('a video whose page', () => {
    it('protects it says so, whether by its stream or by its keys', async () => {
      const page = await open('http://localhost/drm');
      // The stream is asked for before its keys are: until then nothing tells that it is protected.
      for (const record of await failedFor(page, 'drm', 2)) expectReason(record, 'drm', 'protected by DRM');
      const isDecrypted = () =>
        page.evaluate(() => {
          const video = document.querySelector('video');
          return video !== null && video.mediaKeys !== null && video.currentTime > 0 && video.error === null;
        }, null);
      await eventually('a picture', isDecrypted, Boolean, 20);
      await page.close();
    });

    it('shows no picture of a stream cannot be told to be what was checked', async () => {
      const page = await open('http://site.example/dark');
      const [record] = await failedFor(page, 'no-frames');
      expectReason(record, 'no-frames', 'no pictures could be read');
      expect(keysOf(record)).toContain('why_stream_frames_unknown');
      await page.close();
    });
  });

  describe('a video that cannot be checked', () => {
    let records: ShownRecord[];
    const named = (name: string) => records.find(({ subject }) => subject.url === addressOf(name));

    beforeAll(async () => {
      const reasons = new Map<string, Reason>(NAMED.map(([name, reason]) => [addressOf(name), reason]));
      const isSo = (record: ShownRecord): boolean =>
        isShown(record) && (reasonOf(record) ?? undefined) === reasons.get(record.subject.url);
      const ask = async () => (records = await living(page));
      const count = Object.keys(FAILING).length + 1;
      // What is not so in the end is told by the test that names it.
      await eventually('every reason', ask, (all) => all.length === count && all.every(isSo), 90).catch(
        () => undefined,
      );
    });

    it.each(NAMED)('says why: %s', (name, reason, words) => {
      expectReason(named(name), reason, words);
    });

    it('is none that only its page may not read', () => {
      expect(named('no-cors')?.verdict.label).toBe('nothing-found');
    });

    it('says in its card what can be done', async () => {
      const [x = 0, y = 0, width = 0, height = 0] = named('refused')?.badge?.box ?? [];
      await page.click([x + width / 2, y + height / 2]);
      const texts = async () => (await spokenNodes(page)).map(({ name }) => name).join('\n');
      await eventually('the advice', texts, (text) => text.includes('gives the file to nobody but'), 20);
      expect(await texts()).toContain('Check again');
    });

    it('says so in the popup too', async () => {
      const popup = await on().browser.openPage();
      await popup.goto(`${on().browser.extensionRoot}popup.html?tab=${page.tabId}`, 20_000);
      const find = () =>
        popup.evaluate(() => {
          const rows = [...document.querySelectorAll<HTMLElement>('li.video')];
          const row = rows.find(({ innerText }) => innerText.includes('private network'));
          if (row) row.id = 'row';
          return row?.innerText ?? '';
        }, null);
      await eventually('its row', find, (text) => text !== '', 20);
      await popup.click('#row summary');
      const says = (text: string) => text.includes('an address in your own network');
      await eventually('the advice', find, says, 20);
      await popup.close();
    });
  });

  it('a video whose page is offline says so', async () => {
    const page = await open('http://site.example/sparing');
    const seen = (label: string) => (all: ShownRecord[]) =>
      all.some((record) => isShown(record) && record.verdict.label === label);
    await eventually('the verdict', () => living(page), seen('ai-generated'), 40);
    await on().goOffline();
    await page.evaluate(() => {
      const video = document.createElement('video');
      video.src = 'http://media.example/media/unsigned.mp4?offline';
      document.querySelector('main')?.append(video);
    }, null);
    const records = await eventually('no network', () => living(page), seen('could-not-check'), 40);
    const lost = records.find(({ subject }) => subject.url.endsWith('?offline'));
    expectReason(lost, 'offline', 'offline');
    await page.close();
  });
}
