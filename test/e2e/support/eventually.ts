import { setTimeout as wait } from 'node:timers/promises';
import type { QaPage, ShownRecord } from '../../qa/browsers/browser.ts';

/**
 * Asks again until `accept` says yes; what was seen last is returned, or told when time is up.
 * @throws Error after `seconds`, with the last value
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  accept: (value: T) => boolean,
  seconds = 60,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (accept(value)) return value;
    if (Date.now() > deadline)
      throw new Error(
        `${what}: not within ${seconds} s; last seen: ${JSON.stringify(value)?.slice(0, 2000)}`,
      );
    await wait(100);
  }
}

/** The records of a page once exactly `count` videos stand there and each has its final verdict. */
export async function decided(page: QaPage, count: number, seconds = 60): Promise<ShownRecord[]> {
  const summary = await eventually(
    `${count} decided videos`,
    async () => (await living(page)).map((record) => ({ ...brief(record), record })),
    (all) => all.length === count && all.every(({ record }) => isShown(record)),
    seconds,
  ).catch((error: unknown) => {
    throw error;
  });
  return summary.map(({ record }) => record);
}

export async function living(page: QaPage): Promise<ShownRecord[]> {
  return (await page.records()).filter(({ state }) => state !== 'gone');
}

export const isShown = (record: ShownRecord): boolean =>
  record.verdict.final && record.timings.final !== null && record.badge !== null;

export function brief({ subject, state, verdict, labelText }: ShownRecord) {
  return { src: subject.url.split('/').pop() ?? '', state, label: verdict.label, labelText };
}
