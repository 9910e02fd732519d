import type { CDPSession } from '@playwright/test';
import type { ChromiumPage } from '../qa/browsers/chromium.ts';

/** Tasks of a page's main thread, by their time on the processor, so that a busy machine makes none longer. */
export interface MainThread {
  /** Longer than 50 ms. */
  long: number;
  /** Of these, the ones that would not have been without what the extension's script did in them. */
  longByExtension: number;
  /** The longest stretch of the extension's script in one task, and all of it together, ms. */
  longestOfExtension: number;
  ofExtension: number;
  all: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Microseconds on the processor. */
  tdur?: number;
  args?: { name?: string; data?: { url?: string } };
}

const LONG_MS = 50;
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** Records from now on; the result is worked out when the recording is ended. */
export async function recordMainThread({ page }: ChromiumPage): Promise<() => Promise<MainThread>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) if (isOfInterest(event)) events.push(event);
  });
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
    transferMode: 'ReportEvents',
  });
  return async () => {
    await endTracing(session);
    await session.detach();
    return tasksIn(events);
  };
}

async function endTracing(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
}

const isOfInterest = ({ name }: TraceEvent): boolean =>
  name === 'RunTask' || name === 'FunctionCall' || name === 'thread_name';

const processor = ({ tdur, dur }: TraceEvent): number => (tdur ?? dur ?? 0) / 1000;

function tasksIn(events: TraceEvent[]): MainThread {
  const of = (event: TraceEvent): string => `${event.pid}:${event.tid}`;
  const calls = events.filter(({ name, args }) => name === 'FunctionCall' && args?.data?.url);
  // The page is where the calls are; the extension's own pages stand still meanwhile.
  const isOurs = ({ args }: TraceEvent): boolean =>
    args?.data?.url?.startsWith('chrome-extension://') === true;
  const pages = new Set(calls.filter((call) => !isOurs(call)).map(of));
  const onPage = (event: TraceEvent): boolean => pages.has(of(event));
  const ours = calls.filter((call) => onPage(call) && isOurs(call)).sort((a, b) => a.ts - b.ts);
  const tasks = events.filter((event) => event.name === 'RunTask' && onPage(event));
  tasks.sort((a, b) => a.ts - b.ts);
  const result: MainThread = { long: 0, longByExtension: 0, longestOfExtension: 0, ofExtension: 0, all: 0 };
  let next = 0;
  for (const task of tasks) {
    const end = task.ts + (task.dur ?? 0);
    let mine = 0;
    let within = 0;
    while (next < ours.length && (ours[next]?.ts ?? 0) < end) {
      const call = ours[next++];
      // Calls within calls are counted with the outer one.
      if (!call || call.ts < task.ts || call.ts < within) continue;
      within = call.ts + (call.dur ?? 0);
      mine += processor(call);
    }
    const whole = processor(task);
    result.all += whole;
    result.ofExtension += mine;
    result.longestOfExtension = Math.max(result.longestOfExtension, mine);
    if (whole <= LONG_MS) continue;
    result.long++;
    if (whole - mine <= LONG_MS) result.longByExtension++;
  }
  return result;
}
