import type { Reason } from './check-error';
import type { ClassifierDetails } from './classifier/details';
import type { CredentialsDetails } from './credentials/details';
import type { PlatformLabelDetails } from './platform-label/details';

/** The evidence sources, in the order in which the inspector lists them. */
export const SOURCES = ['credentials', 'platform-label', 'classifier'] as const;
export type SourceName = (typeof SOURCES)[number];

export type Outcome = 'found' | 'not-found' | 'could-not-check';

interface DetailsOf {
  credentials: CredentialsDetails;
  'platform-label': PlatformLabelDetails;
  classifier: ClassifierDetails;
}

/**
 * What one source found about one video.
 * `details` is null only where the source could not get far enough to have any.
 */
export interface EvidenceOf<S extends SourceName> {
  source: S;
  outcome: Outcome;
  /** Why it could not be checked; null unless `outcome` is `could-not-check`. */
  reason: Reason | null;
  details: DetailsOf[S] | null;
  /** Bytes fetched over the network for this source. */
  bytes: number;
  /** Wall time in milliseconds. */
  ms: number;
  /** False while a later step of the same source may still change it (manifest read, content not yet). */
  settled: boolean;
}

export type Evidence = { [S in SourceName]: EvidenceOf<S> }[SourceName];

/** A video as an evidence source sees it. Everything here was said by the page: untrusted. */
export interface Subject {
  /** Identity of the job: `tab:frame:video:generation`, see lib/messaging/job-key.ts. */
  key: string;
  /** Address of the media, absolute; `blob:` where the page plays a stream, `mediastream:` where that is live. */
  url: string;
  /** Address of the document that holds the video, and of the tab. */
  frameUrl: string;
  pageUrl: string;
  /** Sound alone is `audio`, whatever element plays it; a `<video>` may turn out so only with its metadata. */
  medium: 'video' | 'audio';
  /** Sound that is played without a box on the page: no badge can stand beside it. */
  unseen: boolean;
  /** Intrinsic size in pixels and length in seconds as the element says; 0 where unknown or without end. */
  width: number;
  height: number;
  duration: number;
  /** A stream without end. A flag of its own, since storage cannot keep an infinite length. */
  live: boolean;
  /** Credentials mode of the page's own request (`crossorigin` attribute). */
  credentialsMode: 'include' | 'same-origin' | 'omit';
  /** The content script can read pixels of this element (same origin, CORS or blob:). */
  pixels: 'readable' | 'tainted';
  playing: boolean;
  encrypted: boolean;
  /** The browser asks sites to save data. */
  saveData: boolean;
}

/** What a source gets besides the subject. */
export interface SourceContext {
  signal: AbortSignal;
  /** Called with an unsettled first finding while the rest of the check still runs. */
  onPartial(evidence: Evidence): void;
}

/** One evidence source: one folder under `lib/evidence`, one interface. */
export interface EvidenceSource<S extends SourceName = SourceName> {
  readonly name: S;
  /** Never rejects but with a {@link CheckError}; the engine turns that into could-not-check evidence. */
  check(subject: Subject, context: SourceContext): Promise<EvidenceOf<S>>;
}
