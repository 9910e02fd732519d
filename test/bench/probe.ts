import type { Evidence } from '../../lib/evidence/evidence.ts';
import type { ChromiumBrowser } from '../qa/browsers/chromium.ts';
import { watchWholePage } from '../qa/verify/watch-page.ts';

export interface Costs {
  bytes: number[];
  ms: number[];
}

/** What the credentials check fetches and how long it takes, on a page of files each seen for the first time. */
export async function probeCosts(
  browser: ChromiumBrowser,
  origin: string,
): Promise<{ unsigned: Costs; signed: Costs }> {
  const page = await browser.openPage();
  await page.goto(`${origin}/grid?n=20&fixture=unsigned,trusted-captured`, 30_000);
  const { records } = await watchWholePage(page, Date.now() + 120_000);
  await page.close();
  const costs = (file: string): Costs => {
    const found = records.filter(({ subject }) => subject.url.includes(file));
    return {
      // The estimate's key frames are another matter, counted apart.
      bytes: found.map(({ bytes, evidence }) => bytes - sum(evidence, 'classifier', 'bytes')),
      ms: found.map(({ evidence }) => sum(evidence, 'credentials', 'ms')),
    };
  };
  return { unsigned: costs('/unsigned.mp4'), signed: costs('/trusted-captured.mp4') };
}

const sum = (evidence: Evidence[], source: Evidence['source'], what: 'bytes' | 'ms'): number =>
  evidence.filter((one) => one.source === source).reduce((total, one) => total + one[what], 0);
