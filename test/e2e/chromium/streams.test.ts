import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CredentialsDetails } from '../../../lib/evidence/credentials/details.ts';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { eventually, isShown } from '../support/eventually.ts';
import { openChromiumSession, type Session } from '../support/session.ts';
import { startStreamSite, type StreamSite } from '../support/stream-site.ts';

let session: Session<ChromiumBrowser>;
let site: StreamSite;

beforeAll(async () => {
  session = await openChromiumSession();
  site = await startStreamSite(join(session.fixtures.dir, 'streams'));
});
afterAll(async () => {
  await session?.close();
  await site?.close();
});

/** Plays a page until its verdict is as `ready` wants it: a stream is looked at again while it plays. */
async function play(url: string, ready: (record: ShownRecord) => boolean): Promise<ShownRecord | undefined> {
  const page = await session.browser.openPage();
  await page.goto(url, 20_000);
  const settled = (all: ShownRecord[]) => all.length === 1 && all.every((one) => isShown(one) && ready(one));
  const [record] = await eventually(`the verdict of ${url}`, () => page.records(), settled, 40);
  await page.close();
  return record;
}

function credentialsOf(record: ShownRecord | undefined): CredentialsDetails | null {
  for (const one of record?.evidence ?? []) if (one.source === 'credentials') return one.details;
  return null;
}

describe('a stream that the page feeds to its player', () => {
  it.each([
    ['unsigned', 'nothing-found'],
    ['signed', 'ai-generated'],
    ['stranger', 'credentials-unrecognised'],
    ['tampered', 'credentials-invalid'],
    ['stripped', 'credentials-invalid'],
  ])('%s reads as %s', async (stream, label) => {
    const record = await play(site.pageOf(stream), (one) => one.verdict.label === label);
    expect(record?.subject.url).toMatch(/^blob:/);
    expect(credentialsOf(record)?.session?.segmentsChecked).toBeGreaterThan(0);
  });

  it('costs no network for what was played already', async () => {
    site.requests.length = 0;
    const record = await play(site.pageOf('captured'), (one) => one.verdict.label === 'camera-captured');
    expect(credentialsOf(record)?.session?.segmentsChecked).toBeGreaterThan(0);
    const parts = site.requests.filter((path) => /\.(m4s|mp4|m3u8)$/.test(path));
    expect(parts.length).toBeGreaterThan(5);
    expect(parts).toEqual([...new Set(parts)]);
  });

  it('is credited only where the pictures on screen are those that were checked', async () => {
    const isMatched = (record: ShownRecord) => credentialsOf(record)?.session?.framesMatched === true;
    const signed = credentialsOf(await play(site.pageOf('signed'), isMatched));
    expect(signed?.session).toMatchObject({ suppliedByPage: false, firstInvalid: null, problem: null });
    expect(signed?.issuer).toBe('Whence Demo Generator (demo CA)');

    const isCompared = (record: ShownRecord) => credentialsOf(record)?.session?.framesMatched === false;
    const record = await play(site.attack, isCompared);
    expect(record?.verdict.label).toBe('could-not-check');
    expect(record?.verdict.words.subs).toEqual([{ key: 'reason_frames_differ', subs: [] }]);
    expect(credentialsOf(record)?.issuer).toBeNull();
  });
});
