import type { ChromiumBrowser } from '../qa/browsers/chromium.ts';
import { type Figure, ms, printFigures } from './figures.ts';
import { type FeedCost, virtualFeed } from './virtual-feed.ts';

const COUNT = 1000;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const share = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(1)} %`;

/** One run through the feed in each browser, the plain one first. */
export async function feedFigures(
  withExtension: ChromiumBrowser,
  plain: ChromiumBrowser,
  origin: string,
): Promise<void> {
  const without = await virtualFeed(plain, origin, COUNT);
  const withIt = await virtualFeed(withExtension, origin, COUNT);
  for (const { post, inView } of withIt.undecided)
    console.error(`bench: post ${post} was not decided; in view for ${inView} ms`);
  printFigures(`${COUNT} videos in a virtualised feed that re-uses elements, end to end`, [
    ...engineLines(withIt),
    ...pageLines(withIt, without),
  ]);
}

function engineLines({ stayed, decided, decidedInView, engine }: FeedCost): Figure[] {
  if (!engine) throw new Error('no extension in this browser');
  const { longestQueue, mostRecords, memory } = engine;
  return [
    {
      what: 'stayed a second in view, and were decided',
      value: `${decided} of ${stayed} (${share(decided, stayed)})`,
      against: `${share(decidedInView, stayed)} while still in view`,
    },
    { what: 'most jobs that wait or run', value: String(longestQueue) },
    { what: 'most records kept', value: String(mostRecords) },
    {
      what: 'memory of the extension’s process, highest',
      value: megabytes(memory.highest),
      against: `${megabytes(memory.last)} at the end`,
    },
  ];
}

function pageLines(mine: FeedCost, base: FeedCost): Figure[] {
  const line = (what: string, read: (cost: FeedCost) => string): Figure => ({
    what,
    value: read(mine),
    against: `${read(base)} without`,
  });
  return [
    {
      what: 'main-thread tasks over 50 ms',
      value: String(mine.thread.long),
      against: `${base.thread.long} without; ${mine.thread.longByExtension} by the extension’s script`,
    },
    { what: 'longest stretch of the extension’s script', value: ms(mine.thread.longestOfExtension) },
    line('main thread, all tasks', ({ thread }) => ms(thread.all)),
    line('longest gap between frames', ({ longestGap }) => ms(longestGap)),
    line('layout shift score', ({ shift }) => shift.toFixed(4)),
  ];
}
