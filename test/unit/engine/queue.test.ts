import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { JobQueue } from '../../../lib/engine/queue';

/** An item that ends when told. */
function controlled(key: string, log: string[]) {
  const { promise, resolve } = Promise.withResolvers<null>();
  let aborted = false;
  return {
    end: () => resolve(null),
    isAborted: () => aborted,
    item: {
      key,
      start: (signal: AbortSignal) => {
        log.push(key);
        signal.addEventListener('abort', () => {
          aborted = true;
          resolve(null);
        });
        return promise;
      },
    },
  };
}

const queueOf = (onIdle: () => unknown) =>
  new JobQueue({ onIdle: () => void onIdle(), groupOf: () => 'tab' });

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('JobQueue', () => {
  it('runs two at a time, in order, each key once', async () => {
    const log: string[] = [];
    const idle: number[] = [];
    const queue = queueOf(() => idle.push(log.length));
    const jobs = ['a', 'b', 'c'].map((key) => controlled(key, log));
    for (const { item } of jobs) queue.add(item);
    queue.add(controlled('a', log).item);
    expect(log).toEqual(['a', 'b']);
    jobs[0]?.end();
    await settle();
    expect(log).toEqual(['a', 'b', 'c']);
    expect(idle).toEqual([]);
    for (const { end } of jobs) end();
    await settle();
    expect(idle).toEqual([3]);
    expect(queue.size).toBe(0);
  });

  it('drops what has not started and aborts what runs only when cancelled', async () => {
    const log: string[] = [];
    const queue = queueOf(() => undefined);
    queue.concurrency = 1;
    const [a, b] = [controlled('a', log), controlled('b', log)];
    queue.add(a.item);
    queue.add(b.item);
    expect(queue.drop('a')).toBe(false);
    expect(queue.drop('b')).toBe(true);
    expect(a.isAborted()).toBe(false);
    queue.cancel('a');
    await settle();
    expect(a.isAborted()).toBe(true);
    expect(log).toEqual(['a']);
    expect(queue.size).toBe(0);
  });

  it('does the rest of an item behind what waits, and owes it even to a video that left the view', async () => {
    const log: string[] = [];
    const queue = queueOf(() => log.push('idle'));
    queue.concurrency = 1;
    for (const key of ['a', 'b'])
      queue.add({
        key,
        start: async () => {
          log.push(`${key} first`);
          return async () => {
            log.push(`${key} rest`);
            return null;
          };
        },
      });
    const gate = controlled('c', log);
    queue.add(gate.item);
    await settle();
    expect(log).toEqual(['a first', 'b first', 'c']);
    expect(queue.drop('a')).toBe(false);
    queue.cancel('b');
    gate.end();
    await settle();
    expect(log).toEqual(['a first', 'b first', 'c', 'a rest', 'idle']);
  });

  it('never runs more at once than allowed and loses none, in any order of arrival and ending', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        async (delays, concurrency) => {
          let running = 0;
          let most = 0;
          let ended = 0;
          const queue = queueOf(() => undefined);
          queue.concurrency = concurrency;
          for (const [index, turns] of delays.entries()) {
            queue.add({
              key: String(index),
              start: async () => {
                most = Math.max(most, ++running);
                for (let turn = 0; turn < turns; turn++) await Promise.resolve();
                running--;
                ended++;
                if (turns === 5) throw new Error('a job that fails');
                return null;
              },
            });
          }
          await settle();
          await settle();
          expect(ended).toBe(delays.length);
          expect(most).toBeLessThanOrEqual(concurrency);
          expect(queue.size).toBe(0);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('JobQueue with several tabs', () => {
  const inTabs = (mostWaiting = 100, slowAfter = 1e6) =>
    new JobQueue({
      ...{ onIdle: () => undefined, mostWaiting, slowAfter },
      groupOf: (key) => key.split(':')[0] ?? '',
    });
  /** Items by name, as they are added. */
  const add = (queue: JobQueue, log: string[], ...keys: string[]) => {
    const items = keys.map((key) => controlled(key, log));
    const taken = items.map(({ item }) => queue.add(item));
    return { items, taken };
  };

  it('lets them take turns', async () => {
    const log: string[] = [];
    const queue = inTabs();
    queue.concurrency = 1;
    const { items } = add(queue, log, '1:a', '1:b', '1:c', '2:a', '2:b', '3:a');
    for (let turn = 0; turn < 6; turn++) {
      items.find(({ item }) => item.key === log.at(-1))?.end();
      await settle();
    }
    expect(log).toEqual(['1:a', '2:a', '3:a', '1:b', '2:b', '1:c']);
  });

  it('takes no more of one than may wait, and of others as before', () => {
    const log: string[] = [];
    const queue = inTabs(3);
    const { taken } = add(queue, log, ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `1:${name}`));
    expect(taken).toEqual([true, true, true, true, true, false]);
    expect(add(queue, log, '2:a').taken).toEqual([true]);
    expect(queue.size).toBe(6);
  });

  it('does not let slow ones of one hold up another', async () => {
    vi.useFakeTimers();
    try {
      const log: string[] = [];
      const queue = inTabs(100, 1000);
      add(queue, log, '1:a', '1:b', '1:c', '2:a', '2:b', '3:a', '4:a');
      expect(log).toEqual(['1:a', '1:b']);
      vi.advanceTimersByTime(1000);
      // One place for each of two others, none for a third, and none more for the first.
      expect(log).toEqual(['1:a', '1:b', '2:a', '3:a']);
      vi.advanceTimersByTime(60_000);
      expect(log).toHaveLength(4);
    } finally {
      vi.useRealTimers();
    }
  });
});
