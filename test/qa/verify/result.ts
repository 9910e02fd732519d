import type { Evidence } from '../../../lib/evidence/evidence.ts';
import type { BadgeReport, Timings } from '../../../lib/messaging/video-record.ts';
import type { Label } from '../../../lib/verdict/labels.ts';
import type { BrowserName, ShownRecord } from '../browsers/browser.ts';

export interface VideoResult {
  src: string;
  /** `audio` where it plays sound alone. */
  medium: 'video' | 'audio';
  frame: string;
  label: Label;
  labelText: string;
  issuer: string | null;
  evidence: Pick<Evidence, 'source' | 'outcome' | 'reason' | 'details' | 'bytes' | 'ms'>[];
  badge: BadgeReport;
  /** Milliseconds from navigation. */
  timings: Timings;
  /** Fetched by the extension. */
  bytes: number;
}

/** What is written for one page; times in ms, sizes in bytes. */
export interface PageResult {
  page: string;
  browser: BrowserName;
  version: string;
  videos: VideoResult[];
  errors: string[];
}

const NO_BADGE: BadgeReport = { present: false, visible: false, name: '', box: null };

export function toVideoResult(record: ShownRecord): VideoResult {
  const { subject, verdict, labelText, evidence, badge, timings, bytes } = record;
  const credentials = evidence.find((one) => one.source === 'credentials');
  return {
    src: subject.url,
    medium: subject.medium,
    frame: subject.frameUrl,
    label: verdict.label,
    labelText,
    issuer: credentials?.details?.issuer ?? null,
    evidence: evidence.map(({ source, outcome, reason, details, bytes: spent, ms }) => ({
      ...{ source, outcome, reason, details, bytes: spent, ms },
    })),
    badge: badge ?? NO_BADGE,
    timings,
    bytes,
  };
}
