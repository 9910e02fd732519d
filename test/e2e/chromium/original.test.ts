import AxeBuilder from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CredentialsDetails } from '../../../lib/evidence/credentials/details.ts';
import { NOTE, PRIVATE_DID } from '../../fixtures/originals/pages.ts';
import type { HttpsProxy } from '../../fixtures/originals/proxy.ts';
import { openOriginalsSite } from '../../fixtures/originals/site.ts';
import { makeFixtures } from '../../fixtures/signing/make.ts';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { accessibleNodes } from '../support/accessibility.ts';
import { eventually, isShown } from '../support/eventually.ts';
import { pressAccessible } from '../support/press-accessible.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

const BLUESKY = 'https://bsky.app/profile/maker.example/post/3kaaaaaaaaa2x';
/** Hosts that nobody but an extension would ask. */
const ASKED =
  /^(plc\.directory|pds\.example|files\.far\.example|sns-video-bd\.xhscdn\.com|cdn\.news\.example|192\.168\..*)$/;
const BUTTON = /^Look for the original file/;

let site: HttpsProxy;
let session: Session<ChromiumBrowser>;
let page: ChromiumPage;

beforeAll(async () => {
  const { dir } = await makeFixtures();
  site = await openOriginalsSite(dir);
  session = await openChromiumSession({ proxy: site.address, anyCertificate: true });
  const cookie = { name: 'session', value: '1', sameSite: 'None', secure: true } as const;
  const urls = ['https://plc.directory', 'https://pds.example'];
  await session.browser.context.addCookies(urls.map((url) => ({ ...cookie, url })));
});
afterAll(async () => {
  await session?.close();
  await site?.close();
});
beforeEach(async () => {
  site.requests.length = 0;
  page = await session.browser.openPage();
});
afterEach(() => page?.close());

const asked = () => site.requests.filter(({ host }) => ASKED.test(host));
const hostsAsked = (): string[] => [...new Set(asked().map(({ host }) => host))];

function credentialsOf(record: ShownRecord | undefined): CredentialsDetails | null {
  for (const one of record?.evidence ?? []) if (one.source === 'credentials') return one.details;
  return null;
}

async function until(what: string, accept: (record: ShownRecord) => boolean): Promise<ShownRecord> {
  const all = await eventually(
    what,
    () => page.records(),
    (list) => list.length === 1 && list.every((one) => isShown(one) && accept(one)),
    30,
  );
  return all[0] as ShownRecord;
}

/** Opens a page and its card, once the verdict and the place of the original are known. */
async function openCard(url: string): Promise<void> {
  await page.goto(url, 20_000);
  await until('a verdict and an offer', ({ original }) => original !== null);
  await eventually(
    'the button',
    async () => {
      const names = (await accessibleNodes(page.page)).filter(({ role }) => role === 'button');
      if (names.some(({ name }) => BUTTON.test(name))) return true;
      await pressAccessible(page.page, 'button', /^Whence: /);
      return false;
    },
    (there) => there,
    15,
  );
}

async function look(): Promise<ShownRecord> {
  await pressAccessible(page.page, 'button', BUTTON);
  return until('the end of the look', ({ original }) => original?.finding != null);
}

const cardText = async (): Promise<string> =>
  (await accessibleNodes(page.page)).map(({ name }) => name).join('\n');

describe('the original file of a video', () => {
  it('is asked for by a click only, and credited where its pictures are those on screen', async () => {
    await openCard(`${BLUESKY}?cid=bafymatch`);
    expect((await page.records())[0]?.verdict.label).toBe('nothing-found');
    expect(asked()).toEqual([]);
    expect(await cardText()).toContain('This asks plc.directory where the file is');
    const record = await look();
    expect(record.verdict.label).toBe('ai-generated');
    expect(credentialsOf(record)).toMatchObject({
      state: 'trusted',
      issuer: 'Whence Demo Generator (demo CA)',
      contentCheck: 'done',
      original: {
        ...{ outcome: 'credited', reason: null, why: 'kept-upload', host: 'pds.example' },
        ...{ hosts: ['plc.directory', 'pds.example'], framesMatched: true, comparedWith: 'screen' },
      },
    });
    expect(hostsAsked()).toEqual(['plc.directory', 'pds.example']);
    expect(await session.browser.context.cookies('https://pds.example')).toHaveLength(1);
    for (const { headers } of asked()) {
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
    }
    const words = await eventually('the words', cardText, (text) => text.includes('pds.example'), 10);
    expect(words).toContain('These credentials are of the original file at pds.example');
    expect(words).not.toMatch(/Look for the original/);
  });

  it('is not credited where its pictures are others: nobody is named', async () => {
    await openCard(`${BLUESKY}?cid=bafyother`);
    const [before] = await page.records();
    const record = await look();
    expect(record.verdict.words).toEqual(before?.verdict.words);
    expect(credentialsOf(record)).toMatchObject({
      issuer: null,
      original: { outcome: 'frames-differ', framesMatched: false, comparedWith: 'screen' },
    });
    expect(record.verdict.reasons.map(({ key }) => key)).toContain('why_original_differs');
  });

  it('counts as changed where its content is, though the pictures match', async () => {
    await openCard(`${BLUESKY}?cid=bafychanged`);
    expect((await look()).verdict.words.key).toBe('label_credentials_changed');
  });

  it.each([
    ['bafynone', 'none', null, 'why_original_none'],
    ['bafylogin', 'failed', 'login', 'why_original_failed'],
    ['bafylarge', 'failed', 'too-large', 'why_original_failed'],
  ])('%s: %s, %s', async (cid, outcome, reason, key) => {
    await openCard(`${BLUESKY}?cid=${cid}`);
    const [before] = await page.records();
    const record = await look();
    expect(record.verdict.words).toEqual(before?.verdict.words);
    expect(credentialsOf(record)?.original).toMatchObject({ outcome, reason, host: 'pds.example' });
    expect(record.verdict.reasons.map((one) => one.key)).toContain(key);
  });

  it('is not compared while the video stands still, and can be looked for again', async () => {
    await openCard(`${BLUESKY}?cid=bafymatch&paused`);
    const paused = await look();
    expect(credentialsOf(paused)?.original).toMatchObject({ outcome: 'not-compared', framesMatched: null });
    expect(credentialsOf(paused)?.issuer).toBeNull();
    await page.evaluate(() => document.querySelector('video')?.play(), null);
    await eventually('the button', cardText, (text) => text.includes('Look for the original file again'), 10);
    await pressAccessible(page.page, 'button', BUTTON);
    await until('a match', (one) => credentialsOf(one)?.original?.outcome === 'credited');
  });

  it('in a private network is not asked for, whoever names it', async () => {
    await openCard(`${BLUESKY}?cid=bafymatch&did=${PRIVATE_DID}`);
    const named = await look();
    expect(credentialsOf(named)?.original).toMatchObject({
      ...{ outcome: 'failed', reason: 'private-network', host: '192.168.7.7', hosts: ['plc.directory'] },
    });
    expect(hostsAsked()).toEqual(['plc.directory']);

    for (const path of ['private', 'plain']) {
      await page.goto(`https://news.example/${path}`, 20_000);
      const record = await until('a verdict', ({ post, subject }) => post === null && subject.url !== '');
      expect(record.original).toBeNull();
    }
    expect(hostsAsked()).toEqual(['plc.directory']);
  });

  it('that turns out to lie in a private network is not believed', async () => {
    await openCard('https://news.example/moved');
    const record = await look();
    expect(record.verdict.label).toBe('nothing-found');
    expect(credentialsOf(record)).toMatchObject({
      ...{ state: 'none', issuer: null },
      original: { outcome: 'failed', reason: 'private-network', host: 'cdn.news.example' },
    });
  });

  it('is of the server that a copy came from, and compared with the copy where the screen cannot be read', async () => {
    await openCard('https://social.example/@maker@far.example/110000000000000001');
    expect(asked()).toEqual([]);
    const record = await look();
    expect(record.subject.pixels).toBe('tainted');
    expect(record.verdict.label).toBe('ai-generated');
    expect(credentialsOf(record)?.original).toMatchObject({
      ...{ why: 'origin-server', host: 'files.far.example', comparedWith: 'playing-file' },
      hosts: ['social.example', 'files.far.example'],
    });
  });

  it.each([
    [`https://www.xiaohongshu.com/explore/${NOTE}`, 'sns-video-bd.xhscdn.com', 'kept-upload'],
    ['https://news.example/whale', 'cdn.news.example', 'page-metadata'],
  ])('of %s lies at %s', async (url, host, why) => {
    await openCard(url);
    expect(asked()).toEqual([]);
    const record = await look();
    expect(record.verdict.label).toBe('ai-generated');
    expect(credentialsOf(record)?.original).toMatchObject({ host, hosts: [host], why });
  });

  it('is not asked for by a page that clicks', async () => {
    await page.goto('https://news.example/clicking', 20_000);
    await until('an offer', ({ original }) => original !== null);
    const tries = () => page.evaluate(() => (globalThis as unknown as { tries: number }).tries ?? 0, null);
    const before = await tries();
    await eventually('clicks of the page', tries, (count) => count > before + 20, 20);
    expect(asked()).toEqual([]);
    expect((await page.records())[0]?.original).toMatchObject({ since: null, finding: null });
  });
});

describe('the option to look always', () => {
  it('asks without a click', async () => {
    const set = (lookForOriginals: boolean) =>
      session.browser.extensionEval(async (value) => {
        const { settings } = await chrome.storage.local.get('settings');
        await chrome.storage.local.set({
          settings: { ...(settings as object), lookForOriginals: value },
        });
      }, lookForOriginals);
    await set(true);
    await page.goto(`${BLUESKY}?cid=bafymatch`, 20_000);
    const record = await until('a credited original', (one) => credentialsOf(one)?.original != null);
    await set(false);
    expect(record.verdict.label).toBe('ai-generated');
    expect(hostsAsked()).toEqual(['plc.directory', 'pds.example']);
  });
});

describe('access to the hosts that are asked', () => {
  const granting = async (change: string): Promise<void> => {
    const { context, extensionRoot } = session.browser;
    const own = context.pages().find((one) => one.url() === `${extensionRoot}options.html`);
    if (!own) throw new Error('no page of the extension');
    const cdp = await context.newCDPSession(own);
    const { result } = await cdp.send('Runtime.evaluate', {
      ...{ expression: `chrome.permissions.${change}`, awaitPromise: true, returnByValue: true },
      userGesture: true,
    });
    await cdp.detach();
    expect(result.value).toBe(true);
  };

  it('is asked for in the popup, for the one host that lacks', async () => {
    await granting("remove({ origins: ['<all_urls>'] })");
    await granting("request({ origins: ['https://social.example/*', 'https://files.social.example/*'] })");
    await page.goto('https://social.example/@maker@far.example/110000000000000001', 20_000);
    await until('an offer', ({ original }) => original !== null);
    const popup = await session.browser.context.newPage();
    await popup.goto(`${session.browser.extensionRoot}popup.html?tab=${page.tabId}`);
    await popup.getByRole('button', { name: 'Look for the original file' }).click();
    await popup
      .getByText('The original file is at files.far.example, which Whence may not read yet.')
      .waitFor();
    const barred = await until('an end', ({ original }) => original?.finding != null);
    expect(credentialsOf(barred)?.original).toMatchObject({
      reason: 'no-permission',
      hosts: ['social.example'],
    });
    expect(hostsAsked()).toEqual([]);
    expect((await new AxeBuilder({ page: popup }).analyze()).violations).toEqual([]);
    await popup.getByRole('button', { name: 'Allow and look' }).click();
    const record = await until('a credited original', ({ verdict }) => verdict.label === 'ai-generated');
    expect(record.verdict.reasons[0]?.key).toBe('why_original_credited_file');
    await popup.getByText('AI-generated').first().waitFor();
    await popup.close();
    await granting("request({ origins: ['<all_urls>'] })");
  });
});
