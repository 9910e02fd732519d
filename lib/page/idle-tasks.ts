/** Longest stretch of work where the page leaves no idle time, in milliseconds. */
const SLICE = 4;
/** A busy page is interrupted for one slice after this long, in milliseconds. */
const PATIENCE = 300;

/** A task gives way after each small piece of its work. */
export type Task = Generator<void, void, void>;

export interface IdleTasks {
  add(task: Task): void;
}

/**
 * Runs tasks one after another, a piece at a time, while the page is idle.
 * @param isAlive asked before each stretch, which then does not take place
 * @param onError gets what a task threw; the task is dropped, the others go on
 */
export function idleTasks(
  isAlive: () => boolean,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): IdleTasks {
  const tasks: Task[] = [];
  let handle: number | null = null;

  const request = () => {
    if (handle === null && tasks.length > 0 && !signal.aborted)
      handle = requestIdleCallback(slice, { timeout: PATIENCE });
  };

  const advance = (): void => {
    const task = tasks[0];
    try {
      if (task?.next().done !== false) tasks.shift();
    } catch (error) {
      tasks.shift();
      onError(error);
    }
  };

  const slice = (deadline: IdleDeadline): void => {
    handle = null;
    if (!isAlive()) return;
    const end =
      performance.now() + (deadline.didTimeout ? SLICE : Math.min(SLICE * 2, deadline.timeRemaining()));
    do advance();
    while (tasks.length > 0 && performance.now() < end);
    request();
  };

  signal.addEventListener('abort', () => {
    if (handle !== null) cancelIdleCallback(handle);
    tasks.length = 0;
  });

  return {
    add(task) {
      if (signal.aborted) return;
      tasks.push(task);
      request();
    },
  };
}
