import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CredentialsDetails } from '../../../lib/evidence/credentials/details.ts';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { decided } from '../support/eventually.ts';
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

async function play(url: string): Promise<ShownRecord | undefined> {
  const page = await session.browser.openPage();
  await page.goto(url, 20_000);
  const [record] = await decided(page, 1);
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
    const record = await play(site.pageOf(stream));
    expect(record?.subject.url).toMatch(/^blob:/);
    expect(record?.verdict.label).toBe(label);
  });

  it('is credited only where the pictures on screen are those that were checked', async () => {
    const signed = credentialsOf(await play(site.pageOf('signed')));
    expect(signed?.session).toMatchObject({ framesMatched: true, suppliedByPage: false, firstInvalid: null });
    expect(signed?.session?.segmentsChecked).toBeGreaterThan(0);

    const record = await play(site.attack);
    expect(record?.verdict.label).toBe('could-not-check');
    const attack = credentialsOf(record);
    expect(attack?.issuer).toBeNull();
    expect(attack?.session?.framesMatched).not.toBe(true);
  });
});
