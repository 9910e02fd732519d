import type { Evidence, Subject } from '../evidence/evidence';
import type { Mode } from '../storage/settings';

/** What the engine may spend on one video. */
export interface Budgets {
  /** Bytes for a content check; 0 under data saver until asked. */
  contentBytes: number;
  /** Bytes for key frames. */
  frameBytes: number;
}

/** One video to analyse, as the background hands it to the engine. */
export interface Job {
  subject: Subject;
  visible: boolean;
  mode: Mode;
  budgets: Budgets;
  /** Videos analysed at the same time. */
  concurrency: number;
  /** The extension may read from the media's host. */
  mediaAccess: boolean;
  saveData: boolean;
  /** Forget the cached verdict: the viewer asked again. */
  fresh: boolean;
}

export interface JobChange {
  key: string;
  visible?: boolean;
  playing?: boolean;
}

/** The state of one job after something about it changed. */
export interface JobUpdate {
  key: string;
  evidence: Evidence[];
  /** Every source has settled. */
  complete: boolean;
  /** Network bytes fetched so far. */
  bytes: number;
}
