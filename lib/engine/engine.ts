import { CheckError } from '../evidence/check-error';
import type { OriginalFinding } from '../evidence/credentials/original-details';
import type { Job, JobChange, OriginalAsk } from '../messaging/job';
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

export interface EngineDeps extends RunDeps {
  /** Looks for an original file. @throws CheckError cancelled */
  seek(job: Job, ask: OriginalAsk, signal: AbortSignal): Promise<OriginalFinding>;
}

/** @param onIdle called whenever nothing waits or runs any more */
export function createEngine(deps: EngineDeps, onIdle: () => void): Engine {
  const queue = new JobQueue({ onIdle, groupOf: tabOf, mostWaiting: MOST_WAITING });
  /** Looks for originals stand in the queue beside the checks of what plays; the last one of each video, by its key. */
  const looks = new Map<string, string>();

  const seek = async (job: Job, ask: OriginalAsk, signal: AbortSignal): Promise<null> => {
    const { key } = job.subject;
    const found = await deps.seek(job, ask, signal);
    if (signal.aborted) return null;
    looks.delete(key);
    const original = { ...found, since: ask.since };
    deps.emit({ key, evidence: [], complete: true, bytes: found.bytes, original });
    return null;
  };
  const cancelLook = (key: string): void => {
    const look = looks.get(key);
    if (look) queue.cancel(look);
    looks.delete(key);
  };
  return {
    run(job) {
      queue.concurrency = job.concurrency;
      const { original: ask } = job;
      const { key } = job.subject;
      if (!ask) {
        const taken = queue.add({ key, start: (signal) => runJob(job, deps, signal) });
        if (!taken) refuseJob(job, new CheckError('too-many', 'too many videos of this page wait'), deps);
        return;
      }
      cancelLook(key);
      const look = `${key} original ${ask.since}`;
      looks.set(key, look);
      // Where too many wait the look is lost, and offered again after a while.
      if (!queue.add({ key: look, start: (signal) => seek(job, ask, signal) })) looks.delete(key);
    },
    change({ key, visible }) {
      if (visible === false) queue.drop(key);
    },
    cancel(key) {
      queue.cancel(key);
      cancelLook(key);
    },
    get size() {
      return queue.size;
    },
  };
}
