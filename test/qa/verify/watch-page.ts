import { setTimeout as wait } from 'node:timers/promises';
import type { QaPage, ShownRecord } from '../browsers/browser.ts';

const POLL_MS = 150;
/** A page counts as settled when nothing about its videos changed for so long. */
const QUIET_MS = 2000;

export interface Watched {
  records: ShownRecord[];
  errors: string[];
}

/**
 * Waits until the video of a page has its final verdict and its badge, or until `deadline` (ms since the epoch).
 */
export async function watchOneVideo(page: QaPage, deadline: number): Promise<Watched> {
  for (;;) {
    const records = await livingRecords(page);
    if (records.length > 0 && records.every(isShown)) return { records, errors: [] };
    if (Date.now() > deadline) return { records, errors: undecided(records, deadline, true) };
    await wait(POLL_MS);
  }
}

/**
 * Scrolls through a page, since videos are looked at when they come near the viewport, and waits in every
 * place until all that were found are decided. Scrolling ends at half of the time: some pages have no end.
 */
export async function watchWholePage(page: QaPage, deadline: number): Promise<Watched> {
  const scrollUntil = Date.now() + (deadline - Date.now()) / 2;
  let last = '';
  let changed = Date.now();
  for (;;) {
    const records = await livingRecords(page);
    const state = records.map((record) => `${record.key} ${record.state} ${record.verdict.label}`).join('\n');
    if (state !== last) {
      last = state;
      changed = Date.now();
    }
    const settled = records.every((record) => isShown(record) || record.state === 'queued');
    if (settled && Date.now() - changed > QUIET_MS) {
      const moved = Date.now() < scrollUntil && (await scrollOn(page));
      if (!moved)
        return { records, errors: records.every(isDecided) ? [] : undecided(records, deadline, false) };
      changed = Date.now();
    }
    if (Date.now() > deadline) return { records, errors: undecided(records, deadline, false) };
    await wait(POLL_MS);
  }
}

async function livingRecords(page: QaPage): Promise<ShownRecord[]> {
  return (await page.records()).filter((record) => record.state !== 'gone');
}

const isDecided = (record: ShownRecord): boolean => record.verdict.final;
/** The content script reports its badge after it has drawn the final verdict. */
const isShown = (record: ShownRecord): boolean =>
  record.verdict.final && record.timings.final !== null && record.badge !== null;

function undecided(records: ShownRecord[], deadline: number, expected: boolean): string[] {
  if (records.length === 0) return expected ? ['no video was found in time'] : [];
  const open = records.filter((record) => !isDecided(record));
  if (open.length === 0) return [];
  const why = Date.now() > deadline ? 'in time' : 'at all';
  return [
    `${open.length} of ${records.length} videos not decided ${why}: ${open.map((r) => r.subject.url).join(' ')}`,
  ];
}

/** @returns false at the end of the page */
function scrollOn(page: QaPage): Promise<boolean> {
  return page.evaluate(() => {
    const before = scrollY;
    scrollBy({ top: innerHeight * 0.7, behavior: 'instant' });
    return scrollY > before;
  }, null);
}
