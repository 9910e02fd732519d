import type { OriginalFinding } from '../evidence/credentials/original-details';
import type { Evidence, EvidenceOf, Subject } from '../evidence/evidence';
import type { LabelReport } from '../evidence/platform-label/evidence';
import type { OriginalAddress } from '../page/sites/original-lookup';
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
  /** The page asks that nothing be drawn into it; see lib/page/ui-wish.ts. */
  unwanted?: boolean | undefined;
}

/** The post that a video stands in, and the platform's own label on it. Untrusted: read from the page. */
export interface PostReport extends LabelReport {
  /** Unique within the platform. */
  postId: string;
  permalink: string | null;
  author: string | null;
}

/** Where the original file of a video may be, and what came of looking for it. */
export interface OriginalState {
  address: OriginalAddress;
  /** When it was asked for, in milliseconds since 1970; null while no answer is awaited. */
  since: number | null;
  finding: OriginalFinding | null;
  /** Credentials evidence of what plays, kept while that of the look stands in its place. */
  played: EvidenceOf<'credentials'> | null;
}

/** All that is known of one video of a tab; lives in `storage.session`, see lib/storage/video-records.ts. */
export interface VideoRecord {
  subject: Subject;
  tabId: number;
  frameId: number;
  /** The document of the frame that it stands in; absent where the browser does not name documents. */
  documentId?: string;
  verdict: Verdict;
  evidence: Evidence[];
  /** What the platform says beside this video, as the content script read it; null where no post of a known site holds it. */
  post: PostReport | null;
  /** Null where the page names no file that could be the original. */
  original: OriginalState | null;
  timings: Timings;
  badge: BadgeReport | null;
  /** The viewer asked for the check of this source. */
  asked?: boolean;
  /** `waiting`: decorative, small or hidden, checked only when asked. */
  state: 'waiting' | 'queued' | 'done' | 'gone';
  bytes: number;
}
