import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { AUDIO_PAGES, SOUNDS } from '../support/audio-pages.ts';
import { decided, eventually, living } from '../support/eventually.ts';
import { type HtmlSite, startHtmlSite } from '../support/html-site.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;
let site: HtmlSite;

beforeAll(async () => {
  session = await openChromiumSession({
    settings: { mode: 'investigator' },
    size: { width: 1280, height: 1700 },
  });
  site = await startHtmlSite(AUDIO_PAGES, session.fixtures.dir);
});
afterAll(async () => {
  await session?.close();
  await site?.close();
});

const open = async (path: string) => {
  const page = await session.browser.openPage();
  await page.goto(`${site.origin}${path}`, 20_000);
  return page;
};

const evidenceOf = (record: ShownRecord | undefined, source: string) =>
  record?.evidence.find((one) => one.source === source);

/** Runs in the page: boxes of the players, in order: left, top, right, bottom. */
const playersIn = () =>
  [...document.querySelectorAll('audio')].map((audio) => {
    const { left, top, right, bottom } = audio.getBoundingClientRect();
    return { src: audio.currentSrc, box: [left, top, right, bottom] as const };
  });

describe('sound with controls', () => {
  it('is labelled as its credentials say, beside its player', async () => {
    const page = await open('/sounds');
    const records = await decided(page, SOUNDS.length);
    const players = await page.evaluate(playersIn, null);
    await page.close();
    for (const [file, label] of SOUNDS) {
      const record = records.find(({ subject }) => subject.url.endsWith(file));
      expect({ file, label: record?.verdict.label }).toEqual({ file, label });
      expect(record?.subject).toMatchObject({ medium: 'audio', unseen: false });
      expect(evidenceOf(record, 'classifier')).toMatchObject({ outcome: 'could-not-check', reason: 'audio' });
      const player = players.find(({ src }) => src.endsWith(file));
      expect(overlap(record?.badge?.box ?? null, player?.box)).toBe(false);
    }
    const limit = records.find(({ subject }) => subject.url.endsWith('unsigned-mp3.mp3'));
    expect(limit?.verdict.reasons.map(({ key }) => key)).toContain('why_no_credentials_limit_audio');
    // An MP3 of 18 KB without credentials tells so by its tag.
    expect(limit?.bytes).toBeLessThan(2000);
  });

  it('has its badge where nothing else stands', async () => {
    const page = await open('/places');
    const records = await decided(page, 3);
    const players = await page.evaluate(playersIn, null);
    await page.close();
    const badge = (name: string) =>
      records.find(({ subject }) => subject.url.endsWith(name))?.badge?.box ?? null;
    const player = (name: string) => players.find(({ src }) => src.endsWith(name))?.box;
    for (const name of ['open', 'beside', 'between']) expect(overlap(badge(name), player(name))).toBe(false);
    expect(badge('open')?.[0]).toBeGreaterThan(player('open')?.[2] ?? Number.NaN);
    expect(bottomOf(badge('beside'))).toBeLessThanOrEqual(player('beside')?.[1] ?? Number.NaN);
    // All is taken: the icon alone, above the end of the player.
    expect(badge('between')?.[2]).toBeLessThan(40);
  });
});

it('has its badge beside it too where it was scrolled to', async () => {
  const page = await session.browser.openPage();
  await page.page.setViewportSize({ width: 900, height: 500 });
  await page.goto(`${site.origin}/sounds`, 20_000);
  await page.evaluate(() => scrollTo({ top: 1e6, behavior: 'instant' }), null);
  const last = async () =>
    (await living(page)).find(({ subject }) => subject.url.endsWith('unsigned-ogg.ogg'))?.badge;
  const badge = await eventually('the badge of the last', last, (one) => one?.visible === true);
  const players = await page.evaluate(playersIn, null);
  await page.close();
  expect(badge?.box?.[0]).toBeGreaterThan(players.at(-1)?.box[2] ?? Number.NaN);
});

describe('sound without controls', () => {
  it('is listed once it was played, and carries no badge', async () => {
    const page = await open('/unseen');
    await page.evaluate(() => document.querySelector('button')?.click(), null);
    const [record, ...others] = await eventually(
      'the sound that was played',
      () => living(page),
      (all) => all.some(({ verdict, badge }) => verdict.final && badge !== null),
    );
    expect(others).toEqual([]);
    expect(record?.verdict.label).toBe('ai-generated');
    expect(record?.subject).toMatchObject({ medium: 'audio', unseen: true });
    expect(record?.badge?.present).toBe(false);
    expect(await page.evaluate(() => document.querySelectorAll('whence-badge').length, null)).toBe(0);

    await page.evaluate(() => document.querySelector('audio')?.toggleAttribute('controls', true), null);
    await eventually(
      'a badge beside the controls',
      () => living(page),
      ([one]) => one?.subject.unseen === false && one.badge?.visible === true,
    );
    await page.close();
  });
});

it('knows a video element that plays sound alone', async () => {
  const page = await open('/video-element');
  const [record] = await eventually(
    'its verdict',
    () => living(page),
    ([one]) => one?.subject.medium === 'audio' && one.verdict.final,
  );
  await page.close();
  expect(record?.verdict.label).toBe('ai-generated');
  expect(evidenceOf(record, 'classifier')?.reason).toBe('audio');
});

it('credits nothing to sound that the page feeds itself: there are no pictures to compare', async () => {
  const page = await open('/blob');
  const [record] = await decided(page, 1);
  await page.close();
  expect(record?.verdict.label).toBe('could-not-check');
  expect(record?.verdict.words.subs).toEqual([{ key: 'reason_no_pictures', subs: [] }]);
  expect(evidenceOf(record, 'credentials')?.details).toMatchObject({ issuer: null, state: 'unreadable' });
});

type Edges = readonly [left: number, top: number, right: number, bottom: number];

/** @param badge x, y, width, height @returns null where one of them is nowhere */
function overlap(badge: readonly [number, number, number, number] | null, player?: Edges): boolean | null {
  if (!badge || !player) return null;
  const [x, y, width, height] = badge;
  const [left, top, right, bottom] = player;
  return x < right && x + width > left && y < bottom && y + height > top;
}

const bottomOf = (box: readonly number[] | null): number =>
  (box?.[1] ?? Number.NaN) + (box?.[3] ?? Number.NaN);
