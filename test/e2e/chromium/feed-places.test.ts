import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { accessibleNodes } from '../support/accessibility.ts';
import { sampledIn } from '../support/content-world.ts';
import { decided, eventually, living } from '../support/eventually.ts';
import { type FeedStage, openFeedStage } from '../support/feed-stage.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let stage: FeedStage;
let page: ChromiumPage;

beforeAll(async () => {
  session = await openChromiumSession({ size: { width: 1280, height: 1900 } });
  stage = await openFeedStage(session);
});
afterAll(async () => {
  await session?.close();
  await stage?.pages.close();
});
beforeEach(async () => {
  await page?.close();
  page = await session.browser.openPage();
});

const open = (path: string): Promise<void> => page.goto(stage.pages.origin + path, 20_000);
const sampled = (act: () => Promise<void>) => sampledIn(page.page, session.browser, stage.words, act);
const labelled = (fixture: string, mark: string) => stage.labelled(page, fixture, mark);
const frameOf = ({ subject }: ShownRecord): string => new URL(subject.frameUrl).hostname;

describe('posts in frames of other sites', () => {
  it('have their badge in the frame where the video is', async () => {
    await open('/frames.html');
    const records = await decided(page, 3);
    const at = Object.fromEntries(records.map((record) => [record.verdict.label, record]));
    expect(at['ai-generated']).toMatchObject({ badge: { present: true, visible: true } });
    expect(at['camera-captured']).toMatchObject({ badge: { present: true, visible: true } });
    expect(at['nothing-found']).toMatchObject({ badge: { present: true, visible: true } });
    expect(frameOf(at['ai-generated'] as ShownRecord)).toBe('localhost');
    expect(frameOf(at['camera-captured'] as ShownRecord)).toBe('127.0.0.1');
    expect(new Set(records.map(({ frameId }) => frameId)).size).toBe(3);
  });

  it('change what they play inside, and go with their frame', async () => {
    await open('/frames.html');
    await decided(page, 3);
    const [frame] = page.page
      .frames()
      .filter((one) => one.url().includes('/frame.html#trusted-ai-generated'));
    if (!frame) throw new Error('no frame of the other site');
    const { problems, shifts } = await sampledIn(
      page.page,
      session.browser,
      stage.words,
      async () => {
        await frame.evaluate(() => {
          location.hash = '#unsigned';
        });
        await labelled('unsigned', 'embedded');
      },
      frame,
    );
    expect([...problems, ...shifts]).toEqual([]);
    await page.evaluate(() => document.querySelector('#nested')?.remove(), null);
    await page.evaluate(() => {
      const written = document.querySelector('#written') as HTMLIFrameElement;
      written.removeAttribute('srcdoc');
      written.src = 'about:blank';
    }, null);
    await eventually(
      'one record',
      () => living(page),
      (all) => all.length === 1,
      10,
    );
  });
});

describe('closed components', () => {
  it('are looked into, however they came to be', async () => {
    await open('/components.html');
    const {
      problems,
      shifts,
      labelled: seen,
    } = await sampled(async () => {
      await labelled('trusted-ai-generated', 'declared');
      await labelled('unsigned', 'inner-player');
      await labelled('trusted-ai-edited', 'slotted');
      await page.evaluate(() => (globalThis as unknown as { defineLate(): void }).defineLate(), null);
      await labelled('trusted-plain', 'late-player');
      await page.evaluate(() => {
        (document.querySelector('outer-player') as unknown as { swap(fixture: string): void }).swap(
          'trusted-ai-generated',
        );
      }, null);
      await labelled('trusted-ai-generated', 'inner-player-again');
    });
    expect([...problems, ...shifts]).toEqual([]);
    const all = ['trusted-ai-edited', 'trusted-ai-generated', 'trusted-plain', 'unsigned'];
    expect(Object.keys(seen).toSorted()).toEqual(all);
  });
});

describe('a page from right to left', () => {
  it('has its badges whole within their videos', async () => {
    await open('/rtl.html');
    const {
      problems,
      shifts,
      labelled: seen,
    } = await sampled(async () => {
      await labelled('trusted-ai-generated', 'rtl-1');
      await labelled('unsigned', 'rtl-2');
    });
    expect([...problems, ...shifts]).toEqual([]);
    expect(Object.keys(seen)).toHaveLength(2);
  });
});

describe('a page with a strict policy', () => {
  it('refuses nothing of ours, which looks and works as anywhere', async () => {
    await open('/strict.html');
    const {
      problems,
      shifts,
      labelled: seen,
    } = await sampled(async () => {
      await labelled('trusted-ai-generated', 'strict-1');
      await labelled('unsigned', 'strict-2');
    });
    expect([...problems, ...shifts]).toEqual([]);
    expect(Object.keys(seen)).toHaveLength(2);
    const record = await labelled('trusted-ai-generated', 'strict-1');
    const [x = 0, y = 0, width = 0, height = 0] = record.badge?.box ?? [];
    expect([width > 24, height]).toEqual([true, 24]);
    await page.page.mouse.click(x + width / 2, y + height / 2);
    const nodes = await eventually(
      'the card',
      () => accessibleNodes(page.page),
      (all) => all.some(({ role }) => role === 'dialog'),
      10,
    );
    expect(nodes.map(({ name }) => name).join()).toContain('Whence Demo Generator');
    expect(await page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused, null)).toEqual(
      [],
    );
    expect(stage.pages.reports).toEqual([]);
  });
});

describe('a page that asks for no badges', () => {
  it('gets none, and the verdict is told elsewhere', async () => {
    await open('/quiet.html');
    const records = await decided(page, 2);
    expect(records.map(({ verdict }) => verdict.label).toSorted()).toEqual(['ai-generated', 'nothing-found']);
    for (const { badge } of records)
      expect(badge).toEqual({ present: false, visible: false, name: '', box: null, unwanted: true });
    const hosts = () => page.evaluate(() => document.querySelectorAll('whence-badge').length, null);
    expect(await hosts()).toBe(0);
    await page.evaluate(() => document.querySelector('[name="CR-allow-UI-injection"]')?.remove(), null);
    await eventually('badges', hosts, (count) => count === 2, 10);
  });
});
