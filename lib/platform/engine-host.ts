import type { SuppliedMedia } from '../media/streams/supplied';
import type { Frame, FrameRequest } from '../media/frame';
import type { BytesAsk, PageAnswer, StreamFacts } from '../messaging/schemas';
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
  /** Bytes from the page's own cache or network; null where the page may not read them. */
  askBytes(ask: { key: string } & BytesAsk): Promise<PageAnswer>;
  /** What the page's own scripts handed to its player, where the viewer lets the site tell; null where nothing is known. */
  askSupplied(ask: { key: string }): Promise<SuppliedMedia | null>;
  askFrames(ask: { key: string; request: FrameRequest }): Promise<Frame[]>;
}
