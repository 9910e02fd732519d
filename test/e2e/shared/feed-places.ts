import { describe, expect, it } from 'vitest';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import { decided, eventually, living } from '../support/eventually.ts';
import type { FeedView } from '../support/feed-view.ts';
import { spokenNodes } from '../support/spoken.ts';

const frameOf = ({ subject }: ShownRecord): string => new URL(subject.frameUrl).hostname;

/** Pages with videos in places of every kind. Needs a viewport of 1900 CSS pixels from top to bottom. */
export function feedPlaceTests(view: () => FeedView): void {
  describe('posts in frames of other sites', () => {
    it('have their badge in the frame where the video is', async () => {
      const page = await view().open('/frames.html');
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
      const page = await view().open('/frames.html');
      await decided(page, 3);
      const { problems, shifts } = await view().sampled(async () => {
        await page.evaluate(() => {
          const frame = document.querySelector('#plain') as HTMLIFrameElement;
          frame.src = frame.src.replace(/#.*/, '#unsigned');
        }, null);
        await view().stage.labelled(page, 'unsigned', 'embedded');
      }, '#plain');
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
      const page = await view().open('/components.html');
      const { labelled } = view().stage;
      const samples = await view().sampled(async () => {
        await labelled(page, 'trusted-ai-generated', 'declared');
        await labelled(page, 'unsigned', 'inner-player');
        await labelled(page, 'trusted-ai-edited', 'slotted');
        await page.evaluate(() => (globalThis as unknown as { defineLate(): void }).defineLate(), null);
        await labelled(page, 'trusted-plain', 'late-player');
        await page.evaluate(() => {
          const player = document.querySelector('outer-player') as unknown as { swap(fixture: string): void };
          player.swap('trusted-ai-generated');
        }, null);
        await labelled(page, 'trusted-ai-generated', 'inner-player-again');
      });
      expect([...samples.problems, ...samples.shifts]).toEqual([]);
      const all = ['trusted-ai-edited', 'trusted-ai-generated', 'trusted-plain', 'unsigned'];
      expect(Object.keys(samples.labelled).toSorted()).toEqual(all);
    });
  });

  it.each([
    ['from right to left', '/rtl.html', 'rtl'],
    ['with a strict policy', '/strict.html', 'strict'],
  ])('a page %s has its badges whole within their videos', async (_, path, mark) => {
    const page = await view().open(path);
    const { labelled } = view().stage;
    const samples = await view().sampled(async () => {
      await labelled(page, 'trusted-ai-generated', `${mark}-1`);
      await labelled(page, 'unsigned', `${mark}-2`);
    });
    expect([...samples.problems, ...samples.shifts]).toEqual([]);
    expect(Object.keys(samples.labelled)).toHaveLength(2);
  });

  it('a strict policy refuses nothing of ours, which looks and works as anywhere', async () => {
    const page = await view().open('/strict.html');
    const record = await view().stage.labelled(page, 'trusted-ai-generated', 'strict-1');
    const [x = 0, y = 0, width = 0, height = 0] = record.badge?.box ?? [];
    expect([width > 24, height]).toEqual([true, 24]);
    await page.click([x + width / 2, y + height / 2]);
    const nodes = await eventually(
      'the card',
      () => spokenNodes(page),
      (all) => all.some(({ role }) => role === 'dialog'),
      10,
    );
    expect(nodes.map(({ name }) => name).join()).toContain('Whence Demo Generator');
    expect(await page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused, null)).toEqual(
      [],
    );
    expect(view().stage.pages.reports).toEqual([]);
  });

  describe('a page that asks for no badges', () => {
    it('gets none, and the verdict is told elsewhere', async () => {
      const page = await view().open('/quiet.html');
      const records = await decided(page, 2);
      const labels = records.map(({ verdict }) => verdict.label);
      expect(labels.toSorted()).toEqual(['ai-generated', 'nothing-found']);
      for (const { badge } of records)
        expect(badge).toEqual({ present: false, visible: false, name: '', box: null, unwanted: true });
      const hosts = () => page.evaluate(() => document.querySelectorAll('whence-badge').length, null);
      expect(await hosts()).toBe(0);
      await page.evaluate(() => document.querySelector('[name="CR-allow-UI-injection"]')?.remove(), null);
      await eventually('badges', hosts, (count) => count === 2, 10);
    });
  });
}
