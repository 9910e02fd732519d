import type { Frame, FrameRequest } from '../media/frame';
import type { StreamFacts } from '../messaging/schemas';
import type { Job, JobChange, JobUpdate } from '../messaging/job';

/** Where the engine lives, as the background sees it. */
export interface EngineHost {
  run(job: Job): Promise<void>;
  change(change: JobChange): Promise<void>;
  cancel(key: string): Promise<void>;
}

/** What the engine tells and asks the background. */
export interface EngineCallbacks {
  onUpdate(update: JobUpdate): Promise<void> | void;
  /** What the page was seen to fetch for a video that it feeds itself. */
  askStream(ask: { key: string }): Promise<StreamFacts>;
  askFrames(ask: { key: string; request: FrameRequest }): Promise<Frame[]>;
}
