import type { Evidence, Subject } from '../evidence/evidence';
import type { Verdict } from '../verdict/labels';

/** Milliseconds since the navigation of the video's document. */
export interface Timings {
  found: number;
  firstLabel: number | null;
  final: number | null;
}

/** What the content script says of its own badge, so that the popup and QA see when a page hides it. */
export interface BadgeReport {
  present: boolean;
  visible: boolean;
  /** Accessible name. */
  name: string;
  /** Viewport box in CSS pixels: x, y, width, height. */
  box: [number, number, number, number] | null;
}

/** All that is known of one video of a tab; lives in `storage.session`, see lib/storage/video-records.ts. */
export interface VideoRecord {
  subject: Subject;
  tabId: number;
  frameId: number;
  verdict: Verdict;
  evidence: Evidence[];
  timings: Timings;
  badge: BadgeReport | null;
  /** `waiting`: decorative, small or hidden, checked only when asked. */
  state: 'waiting' | 'queued' | 'done' | 'gone';
  bytes: number;
}
