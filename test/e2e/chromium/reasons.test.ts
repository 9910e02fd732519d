import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reason } from '../../../lib/evidence/check-error.ts';
import { FAILING } from '../../fixtures/hostile/failure-pages.ts';
import { type Failures, startFailures } from '../../fixtures/hostile/failures.ts';
import { makeFixtures } from '../../fixtures/signing/make.ts';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser, ChromiumPage } from '../../qa/browsers/chromium.ts';
import { accessibleNodes } from '../support/accessibility.ts';
import { decided, eventually, isShown, living } from '../support/eventually.ts';
import { openChromiumSession, type Session } from '../support/session.ts';
import { commandTarget } from '../support/target-session.ts';

let session: Session<ChromiumBrowser>;
let failures: Failures;

beforeAll(async () => {
  const { dir } = await makeFixtures();
  failures = await startFailures(dir);
  session = await openChromiumSession({ proxy: failures.address });
});
afterAll(async () => {
  await session?.close();
  await failures?.close();
});

const reasonOf = (record: ShownRecord | undefined): Reason | null | undefined =>
  record?.evidence.find(({ source }) => source === 'credentials')?.reason;
const keysOf = (record: ShownRecord | undefined) => record?.verdict.reasons.map(({ key }) => key) ?? [];

async function open(url: string): Promise<ChromiumPage> {
  const page = await session.browser.openPage();
  // A server that never answers keeps a page from ever being loaded.
  await page.page.goto(url, { timeout: 20_000, waitUntil: 'commit' });
  return page;
}

/** The label, the reason and what can be done about it, all the same one. */
function expectReason(record: ShownRecord | undefined, reason: Reason, words: string): void {
  expect(record?.verdict.label).toBe('could-not-check');
  expect(record?.labelText).toBe(`Couldn't check: ${words}`);
  expect(reasonOf(record)).toBe(reason);
  expect(keysOf(record)).toContain(`help_${reason.replaceAll('-', '_')}`);
}

describe('a video that cannot be checked', () => {
  let page: ChromiumPage;
  let records: ShownRecord[];
  const named = (name: string) =>
    records.find(({ subject }) => subject.url === (FAILING[name] ?? 'mediastream:'));

  beforeAll(async () => {
    page = await open('http://site.example/failures');
    records = await decided(page, Object.keys(FAILING).length + 1, 90);
  });
  afterAll(() => page?.close());

  it.each<[string, Reason, string]>([
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
  ])('says why: %s', (name, reason, words) => {
    expectReason(named(name), reason, words);
  });

  it('is none that only its page may not read', () => {
    expect(named('no-cors')?.verdict.label).toBe('nothing-found');
  });

  it('says in its card what can be done', async () => {
    const [x = 0, y = 0, width = 0, height = 0] = named('refused')?.badge?.box ?? [];
    await page.page.mouse.click(x + width / 2, y + height / 2);
    const texts = async () => (await accessibleNodes(page.page)).map(({ name }) => name).join('\n');
    await eventually('the advice', texts, (text) => text.includes('gives the file to nobody but'), 20);
    expect(await texts()).toContain('Check again');
  });

  it('says so in the popup too', async () => {
    const popup = await session.browser.context.newPage();
    await popup.goto(`${session.browser.extensionRoot}popup.html?tab=${page.tabId}`);
    const row = popup.locator('li.video', { hasText: 'private network' }).first();
    await row.locator('summary').click();
    await expect.poll(() => row.innerText()).toContain('an address in your own network');
    await popup.close();
  });
});

describe('a video whose page', () => {
  it('protects it says so, whether by its stream or by its keys', async () => {
    const page = await open('http://localhost/drm');
    // The stream is asked for before its keys are: until then nothing tells that it is protected.
    const records = await eventually(
      'both protected',
      () => living(page),
      (all) => all.length === 2 && all.every((record) => isShown(record) && reasonOf(record) === 'drm'),
      40,
    );
    for (const record of records) expectReason(record, 'drm', 'protected by DRM');
    const isDecrypted = await page.evaluate(() => {
      const video = document.querySelector('video');
      return (video?.videoWidth ?? 0) > 0 && video?.mediaKeys !== null;
    }, null);
    expect(isDecrypted).toBe(true);
    await page.close();
  });

  it('is to save data waits for the viewer', async () => {
    const page = await session.browser.openPage();
    const cdp = await session.browser.context.newCDPSession(page.page);
    await cdp.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true });
    await page.goto('http://site.example/sparing', 20_000);
    const [record] = await decided(page, 1, 40);
    expectReason(record, 'data-saver', 'data saver');
    expect(record?.bytes).toBeLessThan(65_536);
    await page.close();
  });

  it('shows no picture of a stream cannot be told to be what was checked', async () => {
    const page = await open('http://site.example/dark');
    const [record] = await decided(page, 1, 60);
    expectReason(record, 'no-frames', 'no pictures could be read');
    expect(keysOf(record)).toContain('why_stream_frames_unknown');
    await page.close();
  });

  it('is offline says so', async () => {
    const page = await open('http://site.example/sparing');
    await decided(page, 1, 40);
    await commandTarget(session.browser, `${session.browser.extensionRoot}offscreen.html`, [
      ['Network.enable', {}],
      [
        'Network.emulateNetworkConditions',
        { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
      ],
    ]);
    await page.evaluate(() => {
      const video = document.createElement('video');
      video.src = 'http://media.example/media/unsigned.mp4?offline';
      document.querySelector('main')?.append(video);
    }, null);
    const records = await decided(page, 2, 40);
    expectReason(
      records.find(({ subject }) => subject.url.endsWith('?offline')),
      'offline',
      'offline',
    );
    await page.close();
  });
});
