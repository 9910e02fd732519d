import type { Frame, FrameRequest } from '../media/frame';
import type { SuppliedMedia } from '../media/streams/supplied';
import type { Answer } from '../messaging/protocol';
import type { BytesAsk, CheckRequest, PageAnswer, StreamFacts } from '../messaging/schemas';
import type { OriginalAddress } from './sites/original-lookup';
import type { BadgeReport, PostReport, Timings } from '../messaging/video-record';

/** One video as the page shows it, with the number of its announcement (`generation`). */
export type PageRequest = CheckRequest;
export type { Answer } from '../messaging/protocol';

/** What the engine and the popup may want of a video in this frame. */
export interface PageServices {
  /**
   * Pictures of what is playing right now, as the request says.
   * @throws CheckError no-frames, too-few-frames, cancelled
   */
  frames(ask: { id: string; generation: number; request: FrameRequest }): Promise<Frame[]>;
  /**
   * What this document was seen to fetch, and what the player says of itself.
   * @throws CheckError cancelled
   */
  stream(ask: { id: string; generation: number }): StreamFacts;
  /** Bytes as this page may read them, from its cache where that has them; null where it may not. */
  bytes(ask: { id: string; generation: number } & BytesAsk): Promise<PageAnswer>;
  /**
   * What the page fed to this player itself, where the viewer lets the site hand it over; null where it tells nothing.
   * @throws CheckError cancelled
   */
  supplied(ask: { id: string; generation: number }): Promise<SuppliedMedia | null>;
  /** Scroll to the video and flash its badge. */
  focus(id: string): void;
  /** Check it (again), even where it was left waiting. */
  recheck(id: string): void;
  /** Tell of it once more: what was told is not known any more. */
  again(id: string): void;
}

/** What changed about a video that was announced. `played`: seconds of a stream that were played in all. */
export interface VideoChange {
  visible?: boolean;
  playing?: boolean;
  played?: number;
}

/** All that the code in a page knows of the rest of the extension. */
export interface EnginePort {
  /** Ask for a check; answers arrive through {@link onVerdict}. A higher generation replaces the earlier. */
  check(request: PageRequest): void;
  update(id: string, change: VideoChange): void;
  /** The post it stands in, or that it stands in none; again whenever that or the platform's label changes. */
  post(id: string, post: PostReport | null): void;
  /** Where the original file may be; again whenever that changes. */
  original(id: string, original: OriginalAddress | null): void;
  /** The viewer clicked: look for the original file. */
  seek(id: string): void;
  /** The video has left the page, or has no source any more. */
  gone(id: string): void;
  /** Frames of this document were taken out of it. */
  framesLeft(): void;
  shown(id: string, report: BadgeReport, timings: Timings): void;
  onVerdict(listener: (answer: Answer) => void, signal: AbortSignal): void;
  onAsk(services: PageServices, signal: AbortSignal): void;
}
