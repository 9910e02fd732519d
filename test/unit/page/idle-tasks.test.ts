import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idleTasks, type Task } from '../../../lib/page/idle-tasks';

const requested = new Map<number, IdleRequestCallback>();

/** Runs what waits for idle time, with or without any time left. */
function idle(timeRemaining = 50): void {
  const callbacks = [...requested.values()];
  requested.clear();
  for (const callback of callbacks) callback({ didTimeout: false, timeRemaining: () => timeRemaining });
}

function* note(log: string[], ...words: string[]): Task {
  for (const word of words) {
    log.push(word);
    yield;
  }
}

beforeEach(() => {
  let handle = 0;
  vi.stubGlobal('requestIdleCallback', (callback: IdleRequestCallback) => {
    requested.set(++handle, callback);
    return handle;
  });
  vi.stubGlobal('cancelIdleCallback', (which: number) => requested.delete(which));
});

afterEach(() => {
  requested.clear();
  vi.unstubAllGlobals();
});

describe('work in idle time', () => {
  const start = (isAlive = () => true) => {
    const controller = new AbortController();
    const errors: unknown[] = [];
    const tasks = idleTasks(isAlive, (error) => errors.push(error), controller.signal);
    return { controller, errors, tasks };
  };

  it('is done in order, none of it at once', () => {
    const { tasks } = start();
    const log: string[] = [];
    tasks.add(note(log, 'a', 'b'));
    tasks.add(note(log, 'c'));
    expect(log).toEqual([]);
    idle();
    expect(log).toEqual(['a', 'b', 'c']);
    expect(requested.size).toBe(0);
  });

  it('gives way after a piece when the page has no time', () => {
    const { tasks } = start();
    const log: string[] = [];
    tasks.add(note(log, 'a', 'b'));
    idle(0);
    expect(log).toEqual(['a']);
    idle(0);
    expect(log).toEqual(['a', 'b']);
  });

  it('goes on after an error, which is told', () => {
    const { tasks, errors } = start();
    const log: string[] = [];
    tasks.add(
      // biome-ignore lint/correctness/useYield: it fails first
      (function* (): Task {
        throw new Error('page was odd');
      })(),
    );
    tasks.add(note(log, 'a'));
    idle();
    expect(errors).toEqual([new Error('page was odd')]);
    expect(log).toEqual(['a']);
  });

  it('ends with the signal, and with the extension', () => {
    const log: string[] = [];
    const ended = start();
    ended.tasks.add(note(log, 'a'));
    ended.controller.abort();
    expect(requested.size).toBe(0);
    const gone = start(() => false);
    gone.tasks.add(note(log, 'b'));
    idle();
    expect(log).toEqual([]);
    expect(requested.size).toBe(0);
  });
});
