import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformLabelDetails } from '../../../lib/evidence/platform-label/details.ts';
import { makeFixtures } from '../../fixtures/signing/make.ts';
import type { ShownRecord } from '../../qa/browsers/browser.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { eventually, isShown } from '../support/eventually.ts';
import { openChromiumSession, type Session } from '../support/session.ts';
import { openStage, type Stage } from '../support/stage.ts';

const LABEL = '作者声明：该视频使用人工智能合成技术';

const FIXTURE = readFileSync(new URL('../../fixtures/sites/bilibili.html', import.meta.url), 'utf8');

/** The page that behaves like the site, with one of our videos in it and these words in the line under the title. */
const bilibili = (fixture: string, words: string) =>
  FIXTURE.replace(
    /<video /,
    `<video src="http://media.example/${fixture}.mp4" controls muted width="480" `,
  ).replace(/(id="argue"[^>]*>)[^<]*/, `$1${words}`);

const HOME = 'http://www.bilibili.com/video';
let stage: Stage;
let session: Session<ChromiumBrowser>;

beforeAll(async () => {
  const { dir } = await makeFixtures();
  stage = await openStage(
    {
      [`${HOME}/BV1aaaaaaaaa/`]: bilibili('unsigned', LABEL),
      [`${HOME}/BV1bbbbbbbbb/`]: bilibili('trusted-ai-generated', ''),
      [`${HOME}/BV1ccccccccc/`]: bilibili('trusted-captured', LABEL),
      'http://elsewhere.example/video/BV1aaaaaaaaa/': bilibili('unsigned', LABEL),
    },
    dir,
  );
  session = await openChromiumSession({ proxy: stage.address });
});
afterAll(async () => {
  await session?.close();
  await stage?.close();
});

function labelOf(record: ShownRecord | undefined): PlatformLabelDetails | null {
  for (const one of record?.evidence ?? []) if (one.source === 'platform-label') return one.details;
  return null;
}

/** Opens a page with one video and waits until its verdict stands and `ready` holds of the platform's label. */
async function look(url: string, ready: (label: PlatformLabelDetails | null) => boolean) {
  const page = await session.browser.openPage();
  await page.goto(url, 20_000);
  const again = async (accept: typeof ready) => {
    const settled = (all: ShownRecord[]) => all.length === 1 && all.every(isShown) && accept(labelOf(all[0]));
    const [record] = await eventually('a verdict', () => page.records(), settled, 30);
    return record;
  };
  return { page, record: await again(ready), again };
}

describe("a platform's own label", () => {
  it('stands on the badge where nothing stronger does', async () => {
    const { page, record } = await look(`${HOME}/BV1aaaaaaaaa/`, (label) => label !== null);
    expect(record?.verdict.label).toBe('platform-label');
    expect(record?.labelText).toContain('Bilibili');
    expect(labelOf(record)).toEqual({ platform: 'Bilibili', kind: 'declared', text: LABEL, disagrees: null });
    await page.close();
  });

  it('is missed where the credentials declare AI', async () => {
    const { page, record } = await look(`${HOME}/BV1bbbbbbbbb/`, (label) => label !== null);
    expect(record?.verdict.label).toBe('ai-generated');
    expect(labelOf(record)).toMatchObject({ kind: null, disagrees: 'credentials-declare-ai-label-missing' });
    expect(record?.verdict.reasons.map(({ key }) => key)).toContain('why_label_missing');
    await page.close();
  });

  it('is nothing on a page that only looks like the platform', async () => {
    const { page, record } = await look('http://elsewhere.example/video/BV1aaaaaaaaa/', () => true);
    expect(labelOf(record)).toBeNull();
    expect(record?.verdict.label).toBe('nothing-found');
    await page.close();
  });

  it('does not outrank credentials, and goes with the words that the page takes away', async () => {
    const { page, record, again } = await look(`${HOME}/BV1ccccccccc/`, (label) => label?.kind != null);
    expect(record?.verdict.label).toBe('camera-captured');
    expect(labelOf(record)?.disagrees).toBe('label-without-declaration');
    await page.page.evaluate(() => document.querySelector('#argue')?.replaceChildren());
    const after = await again((label) => label?.kind === null);
    expect(labelOf(after)?.disagrees).toBeNull();
    await page.close();
  });
});
