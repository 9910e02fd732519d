import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CredentialsDetails } from '../../../lib/evidence/credentials/details.ts';
import type { QaBrowser, ShownRecord } from '../../qa/browsers/browser.ts';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { AUDIO_PAGES, SOUNDS } from '../support/audio-pages.ts';
import { decided, eventually, isShown, living } from '../support/eventually.ts';
import { type HtmlSite, startHtmlSite } from '../support/html-site.ts';
import { LIVE_PAGES } from '../support/live-pages.ts';
import { openFirefoxSession, type Session } from '../support/session.ts';
import { SUPPLIED_PAGES } from '../support/supplied-pages.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere)
  console.warn('skipped: sound and streams in Firefox, since there is no Firefox on this machine');

let session: Session<QaBrowser>;
let site: HtmlSite;

async function open(url: string) {
  const page = await session.browser.openPage();
  await page.goto(url, 20_000);
  return page;
}

/** The one video of a page, once its verdict is as `ready` wants it. */
async function watch(url: string, ready: (record: ShownRecord) => boolean): Promise<ShownRecord | undefined> {
  const page = await open(url);
  const [record] = await eventually(
    `the verdict of ${url}`,
    async () => (await living(page)).filter(({ subject }) => !subject.url.startsWith('http')),
    ([one]) => one !== undefined && isShown(one) && ready(one),
    40,
  );
  await page.close();
  return record;
}

function credentialsOf(record: ShownRecord | undefined): CredentialsDetails | null {
  for (const one of record?.evidence ?? []) if (one.source === 'credentials') return one.details;
  return null;
}

describe.skipIf(!isThere)('in Firefox', () => {
  beforeAll(async () => {
    session = await openFirefoxSession({
      settings: { suppliedSites: ['127.0.0.1'] },
      size: { width: 1280, height: 1700 },
    });
    site = await startHtmlSite({ ...AUDIO_PAGES, ...LIVE_PAGES, ...SUPPLIED_PAGES }, session.fixtures.dir);
    await eventually(
      'the registration of the hook',
      () =>
        session.browser.extensionEval(
          async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id),
          null,
        ),
      (scripts) => scripts.includes('appends'),
    );
  });
  afterAll(async () => {
    await session?.close();
    await site?.close();
  });

  it('sound with controls is labelled as its credentials say', async () => {
    const page = await open(`${site.origin}/sounds`);
    const records = await decided(page, SOUNDS.length);
    await page.close();
    const labels = records.map(({ subject, verdict }) => [subject.url.split('/').at(-1), verdict.label]);
    expect(Object.fromEntries(labels)).toEqual(Object.fromEntries(SOUNDS));
    expect(records.every(({ subject, badge }) => subject.medium === 'audio' && badge?.visible)).toBe(true);
  });

  it('sound that the page feeds itself is credited nothing', async () => {
    const record = await watch(`${site.origin}/blob`, ({ verdict }) => verdict.final);
    expect(record?.verdict.words.subs).toEqual([{ key: 'reason_no_pictures', subs: [] }]);
  });

  it.each(Object.keys(LIVE_PAGES))('the live stream of %s says so', async (path) => {
    const record = await watch(`${site.origin}${path}`, ({ verdict }) => verdict.final);
    expect(record?.subject.url).toBe('mediastream:');
    expect(record?.verdict.words.subs).toEqual([{ key: 'reason_live', subs: [] }]);
  });

  it.each([
    ['/signed', 'ai-generated'],
    ['/tampered', 'credentials-invalid'],
  ])('%s is checked by what the page hands over: %s', async (path, label) => {
    const record = await watch(`${site.origin}${path}`, ({ verdict }) => verdict.label === label);
    expect(credentialsOf(record)?.session).toMatchObject({ suppliedByPage: true });
  });

  it('a file that the page put together is read from the page', async () => {
    const elsewhere = site.origin.replace('127.0.0.1', 'localhost');
    const record = await watch(`${elsewhere}/file`, ({ verdict }) => verdict.label === 'ai-generated');
    expect(credentialsOf(record)?.session).toMatchObject({ suppliedByPage: false, framesMatched: true });
  });

  it('signed bytes beside other pictures say nothing', async () => {
    const record = await watch(
      `${site.origin}/forger`,
      ({ evidence }) => evidence.find(({ source }) => source === 'credentials')?.reason === 'frames-differ',
    );
    expect(credentialsOf(record)).toMatchObject({ issuer: null, session: { suppliedByPage: true } });
  });

  it('a site that was not chosen hands nothing over', async () => {
    const elsewhere = site.origin.replace('127.0.0.1', 'localhost');
    const record = await watch(`${elsewhere}/signed`, ({ verdict }) => verdict.final);
    expect(record?.verdict.words.subs).toEqual([{ key: 'reason_stream', subs: [] }]);
  });
});
