import { setTimeout as wait } from 'node:timers/promises';
import type { QaPage, ShownRecord } from '../browsers/browser.ts';
import { StreamPlayer } from './play-streams.ts';
import { SetUp } from './set-up.ts';

const POLL_MS = 150;
/** A place counts as settled when nothing about its videos changed for so long. */
const QUIET_MS = 1000;

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
    if (Date.now() > deadline) return { records, errors: undecided(records, true) };
    await wait(POLL_MS);
  }
}

/**
 * Scrolls through a page, since videos are looked at when they come near the viewport, and waits in every
 * place until those in view are decided. What is left over (in frames and closed shadow roots it cannot be
 * seen from here what is in view) gets another pass, with more patience. Half of the time is kept for such
 * passes: some pages have no end.
 */
export async function watchWholePage(page: QaPage, deadline: number): Promise<Watched> {
  const streams = new StreamPlayer(page);
  const setUp = new SetUp(page);
  const firstPassEnds = Date.now() + (deadline - Date.now()) / 2;
  for (let pass = 1; ; pass++) {
    const patience = QUIET_MS * pass;
    do await settle(page, patience, deadline);
    while (Date.now() < (pass === 1 ? firstPassEnds : deadline) && (await scrollOn(page)));
    const records = await livingRecords(page);
    if (records.every((record) => isShown(record) || record.state === 'waiting')) {
      const goesOn = (await setUp.goesOn(records)) || (await streams.goesOn(records));
      if (Date.now() > deadline || !goesOn) return { records, errors: [] };
      continue;
    }
    if (Date.now() > deadline) return { records, errors: undecided(records, false) };
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }), null);
  }
}

/** Waits until all videos in view are decided and nothing has changed for `patience` ms, or until the deadline. */
async function settle(page: QaPage, patience: number, deadline: number): Promise<void> {
  let last = '';
  let changed = Date.now();
  while (Date.now() < deadline) {
    const records = await livingRecords(page);
    const state = records.map((record) => `${record.key} ${record.state} ${record.verdict.label}`).join('\n');
    if (state !== last) changed = Date.now();
    last = state;
    const open = records.filter((record) => !isShown(record) && record.state !== 'waiting');
    const quiet = Date.now() - changed;
    if (open.length === 0 && quiet > QUIET_MS / 4) return;
    if (quiet > patience) {
      const inView = new Set(await page.evaluate(sourcesInView, null));
      if (!open.some(({ subject }) => inView.has(subject.url))) return;
    }
    await wait(POLL_MS);
  }
}

/** Runs in the page: addresses of the videos in the window, those in open shadow roots included. */
function sourcesInView(): string[] {
  const found: string[] = [];
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (!(element instanceof HTMLMediaElement)) continue;
      const { top, bottom, width } = element.getBoundingClientRect();
      if (width > 0 && bottom > 0 && top < innerHeight) found.push(element.currentSrc);
    }
  };
  look(document);
  return found;
}

async function livingRecords(page: QaPage): Promise<ShownRecord[]> {
  return (await page.records()).filter((record) => record.state !== 'gone');
}

const isDecided = (record: ShownRecord): boolean => record.verdict.final;
/** The content script reports its badge after it has drawn the final verdict. */
const isShown = (record: ShownRecord): boolean =>
  record.verdict.final && record.timings.final !== null && record.badge !== null;

function undecided(records: ShownRecord[], expected: boolean): string[] {
  if (records.length === 0) return expected ? ['no video was found in time'] : [];
  const open = records.filter((record) => !isDecided(record) && record.state !== 'waiting');
  if (open.length === 0) return [];
  const which = open.map(({ subject }) => subject.url).join(' ');
  return [`${open.length} of ${records.length} videos not decided in time: ${which}`];
}

/** @returns false at the end of the page */
function scrollOn(page: QaPage): Promise<boolean> {
  return page.evaluate(() => {
    const before = scrollY;
    scrollBy({ top: innerHeight * 0.7, behavior: 'instant' });
    return scrollY > before;
  }, null);
}
