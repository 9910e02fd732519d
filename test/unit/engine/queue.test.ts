import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('JobQueue', () => {
  it('runs two at a time, in order, each key once', async () => {
    const log: string[] = [];
    const idle: number[] = [];
    const queue = new JobQueue(() => idle.push(log.length));
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
    const queue = new JobQueue(() => undefined);
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
    const queue = new JobQueue(() => log.push('idle'));
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
          const queue = new JobQueue(() => undefined);
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
