import type { Job, JobChange } from '../messaging/job';
import { JobQueue } from './queue';
import { type RunDeps, runJob } from './run-job';

/** The analysis engine: the same module in Chrome's offscreen document and in Firefox's event page. */
export interface Engine {
  /** Queues a job; one that waits or runs already is left as it is. */
  run(job: Job): void;
  /** A job whose video left the viewport is dropped if it has not started; the background asks again. */
  change(change: JobChange): void;
  cancel(key: string): void;
  /** Jobs that wait or run. */
  readonly size: number;
}

/** @param onIdle called whenever nothing waits or runs any more */
export function createEngine(deps: RunDeps, onIdle: () => void): Engine {
  const queue = new JobQueue(onIdle);
  return {
    run(job) {
      queue.concurrency = job.concurrency;
      queue.add({ key: job.subject.key, start: (signal) => runJob(job, deps, signal) });
    },
    change({ key, visible }) {
      if (visible === false) queue.drop(key);
    },
    cancel: (key) => queue.cancel(key),
    get size() {
      return queue.size;
    },
  };
}
