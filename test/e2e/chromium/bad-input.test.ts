import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reason } from '../../../lib/evidence/check-error.ts';
import type { Label } from '../../../lib/verdict/labels.ts';
import type { ChromiumBrowser } from '../../qa/browsers/chromium.ts';
import { decided } from '../support/eventually.ts';
import { openChromiumSession, type Session } from '../support/session.ts';

let session: Session<ChromiumBrowser>;

beforeAll(async () => {
  session = await openChromiumSession();
});
afterAll(() => session?.close());

interface Bad {
  what: string;
  src: string;
  label: Label;
  /** Why the credentials could not be looked for. */
  reasons?: Reason[];
}

const BAD: Bad[] = [
  { what: 'an empty file', src: '/media/empty.mp4', label: 'could-not-check', reasons: ['empty-file'] },
  { what: 'HTML named .mp4', src: '/media/html.mp4', label: 'could-not-check', reasons: ['not-media'] },
  {
    what: 'HTML served as such',
    src: '/html.mp4',
    label: 'could-not-check',
    reasons: ['not-media', 'login'],
  },
  { what: 'cut at 64 KiB', src: '/media/cut-at-64k.mp4', label: 'could-not-check', reasons: ['truncated'] },
  { what: 'cut in half', src: '/media/cut-in-half.mp4', label: 'could-not-check', reasons: ['truncated'] },
  { what: 'a box of 2^63 bytes', src: '/media/endless-box.mp4', label: 'could-not-check' },
  { what: 'random bytes', src: '/media/noise.mp4', label: 'could-not-check' },
  { what: '404', src: '/status/404', label: 'could-not-check', reasons: ['missing'] },
  { what: '403', src: '/status/403', label: 'could-not-check', reasons: ['blocked'] },
  { what: '401', src: '/status/401', label: 'could-not-check', reasons: ['login'] },
  { what: '500', src: '/status/500', label: 'could-not-check' },
  { what: 'a server that is silent', src: '/silent', label: 'could-not-check', reasons: ['timed-out'] },
  { what: 'a redirect loop', src: '/redirect-loop/0', label: 'could-not-check', reasons: ['redirect-loop'] },
  { what: '500 MB', src: '/huge.mp4', label: 'nothing-found' },
  {
    what: 'WebM',
    src: '/media/unsigned-webm.webm',
    label: 'could-not-check',
    reasons: ['unsupported-format'],
  },
  { what: 'HEVC, which cannot be shown', src: '/media/signed-hevc.mp4', label: 'ai-generated' },
];

/** Servers of which a small file can be read all the same, in small pieces or as a whole. */
const GRUDGING = ['/stall/unsigned.mp4', '/ignores-range/unsigned.mp4', '/slow/unsigned.mp4'];

describe.concurrent('bad input', () => {
  it.each(BAD)('$what, and the next video is decided', async ({ src, label, reasons }) => {
    const record = await besideGood(src);
    expect(record.verdict.label).toBe(label);
    const credentials = record.evidence.find(({ source }) => source === 'credentials');
    if (label === 'could-not-check') expect(credentials?.outcome).toBe('could-not-check');
    if (reasons) expect(reasons).toContain(credentials?.reason);
  });

  it.each(GRUDGING)('%s is decided one way or the other, and so is the next video', async (src) => {
    const record = await besideGood(src);
    expect(['nothing-found', 'could-not-check']).toContain(record.verdict.label);
  });
});

/** Opens a page with the bad video and a good one below it; the good one must come out as ever. */
async function besideGood(src: string) {
  const page = await session.browser.openPage();
  try {
    await page
      .goto(`${session.feed.origin}/one?src=${encodeURIComponent(src)}`, 20_000)
      .catch(() => undefined);
    await page.evaluate(() => {
      const video = document.createElement('video');
      Object.assign(video, {
        controls: true,
        muted: true,
        preload: 'metadata',
        src: '/media/trusted-plain.mp4',
      });
      Object.assign(video.style, { width: '320px', height: '180px' });
      document.querySelector('main')?.prepend(video);
    }, null);
    const records = await decided(page, 2, 90);
    const good = records.find(({ subject }) => subject.url.endsWith('/media/trusted-plain.mp4'));
    expect(good?.verdict.label).toBe('credentials');
    const bad = records.find((record) => record !== good);
    if (!bad) throw new Error('only one video');
    return bad;
  } finally {
    await page.close();
  }
}
