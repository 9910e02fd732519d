import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpsProxy } from '../../fixtures/originals/proxy.ts';
import { openOriginalsSite } from '../../fixtures/originals/site.ts';
import { makeFixtures } from '../../fixtures/signing/make.ts';
import type { QaBrowser, ShownRecord } from '../../qa/browsers/browser.ts';
import { installedBrowser } from '../../qa/browsers/installed.ts';
import { eventually } from '../support/eventually.ts';
import { openFirefoxSession, type Session } from '../support/session.ts';

const isThere = installedBrowser('firefox') !== null;
if (!isThere) console.warn('skipped: original files in Firefox, since there is no Firefox on this machine');

const BLUESKY = 'https://bsky.app/profile/maker.example/post/3kaaaaaaaaa2x';
const ASKED = /^(plc\.directory|pds\.example|files\.far\.example)$/;

describe.skipIf(!isThere)('the original file of a video in Firefox, with the option to look always', () => {
  let site: HttpsProxy;
  let session: Session<QaBrowser>;

  beforeAll(async () => {
    const { dir } = await makeFixtures();
    site = await openOriginalsSite(dir);
    session = await openFirefoxSession({ proxy: site.address, settings: { lookForOriginals: true } });
  });
  afterAll(async () => {
    await session?.close();
    await site?.close();
  });
  beforeEach(() => {
    site.requests.length = 0;
  });

  const look = async (url: string): Promise<ShownRecord | undefined> => {
    const page = await session.browser.openPage();
    await page.goto(url, 30_000);
    const [record] = await eventually(
      'the end of the look',
      () => page.records(),
      (all) => all.length === 1 && all[0]?.original?.finding != null,
      60,
    );
    await page.close();
    return record;
  };
  const hostsAsked = () => [
    ...new Set(site.requests.map(({ host }) => host).filter((host) => ASKED.test(host))),
  ];

  it('is credited where its pictures are those on screen', async () => {
    const record = await look(`${BLUESKY}?cid=bafymatch`);
    expect(record?.original?.finding?.details).toMatchObject({ outcome: 'credited', comparedWith: 'screen' });
    expect(record?.verdict.label).toBe('ai-generated');
    expect(hostsAsked()).toEqual(['plc.directory', 'pds.example']);
    const [asked] = site.requests.filter(({ host }) => host === 'pds.example');
    expect(asked?.headers).not.toHaveProperty('referer');
    expect(asked?.headers).not.toHaveProperty('cookie');
  });

  // Chromium hides pictures of another host without CORS; Firefox shows them to those who may read the host.
  it('is of the server that a copy came from', async () => {
    const record = await look('https://social.example/@maker@far.example/110000000000000001');
    expect(record?.original?.finding?.details).toMatchObject({
      outcome: 'credited',
      host: 'files.far.example',
      comparedWith: 'screen',
    });
    expect(record?.verdict.label).toBe('ai-generated');
  });
});
