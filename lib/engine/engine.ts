import { CheckError } from '../evidence/check-error';
import type { Job, JobChange } from '../messaging/job';
import { parseJobKey } from '../messaging/job-key';
import { JobQueue } from './queue';
import { type RunDeps, refuseJob, runJob } from './run-job';

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

/** Jobs of one tab that may wait; no window shows so many videos one beside the other. */
const MOST_WAITING = 500;

const tabOf = (key: string): string => String(parseJobKey(key).tabId);

/** @param onIdle called whenever nothing waits or runs any more */
export function createEngine(deps: RunDeps, onIdle: () => void): Engine {
  const queue = new JobQueue({ onIdle, groupOf: tabOf, mostWaiting: MOST_WAITING });
  return {
    run(job) {
      queue.concurrency = job.concurrency;
      const taken = queue.add({ key: job.subject.key, start: (signal) => runJob(job, deps, signal) });
      if (!taken) refuseJob(job, new CheckError('too-many', 'too many videos of this page wait'), deps);
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
