import type { OriginalFinding } from '../evidence/credentials/original-details';
import type { Evidence, Subject } from '../evidence/evidence';
import type { OriginalAddress } from '../page/sites/original-lookup';
import type { Mode } from '../storage/settings';

/** What the engine may spend on one video. */
export interface Budgets {
  /** Bytes for a content check; 0 under data saver until asked. */
  contentBytes: number;
  /** Bytes for key frames. */
  frameBytes: number;
}

/** Where to look for an original file, and the sites that may be asked (match patterns). */
export interface OriginalAsk {
  address: OriginalAddress;
  /** When it was asked for, which tells one look from the next; milliseconds since 1970. */
  since: number;
  origins: string[];
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
  /** The viewer lets the site of this frame hand over what it plays. */
  supplied: boolean;
  /** Forget the cached verdict: the viewer asked again. */
  fresh: boolean;
  /** Look for this file instead of checking what plays. */
  original?: OriginalAsk;
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
  /** Of a job that looked for an original file, with its `since`; the rest is empty then. */
  original?: OriginalFinding & { since: number };
}
