import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Evidence } from '../evidence/evidence';
import type { Frame, FrameRequest } from '../media/frame';
import type { OriginalAddress } from '../page/sites/original-lookup';
import type { Mode } from '../storage/settings';
import type { Verdict } from '../verdict/labels';
import type { SuppliedMedia } from '../media/streams/supplied';
import type { BytesAsk, CheckRequest, PageAnswer, StreamFacts } from './schemas';
import type { Job, JobChange, JobUpdate } from './job';
import type { OriginalOffer } from './original-offer';
import type { BadgeReport, PostReport, Timings } from './video-record';

/** What a content script needs to know before it looks for videos. */
export interface PageSettings {
  active: boolean;
  mode: Mode;
  checkDecorative: boolean;
}

/** An answer for one video of a frame. */
export interface Answer {
  id: string;
  generation: number;
  verdict: Verdict;
  evidence: Evidence[];
  original: OriginalOffer | null;
}

/**
 * Every message, its direction in its name:
 * - `page:*` content script to background (untrusted; schemas in `schemas.ts`)
 * - `tab:*` background to the content script of one frame
 * - `engine:*` background to the analysis engine, `result:*` the engine to the background
 * - `view:*` our own pages (popup, options, welcome) to the background
 */
interface Protocol {
  'page:hello'(): PageSettings;
  'page:check'(request: CheckRequest): void;
  'page:update'(update: { id: string; visible?: boolean; playing?: boolean; played?: number }): void;
  'page:post'(news: { id: string; post: PostReport | null }): void;
  'page:original'(news: { id: string; original: OriginalAddress | null }): void;
  'page:seek'(video: { id: string }): void;
  'page:gone'(video: { id: string }): void;
  'page:shown'(report: { id: string; badge: BadgeReport; timings: Timings }): void;
  'page:left'(): void;
  'page:frames-left'(): void;

  'tab:answer'(answer: Answer): void;
  'tab:frames'(ask: { id: string; generation: number; request: FrameRequest }): Frame[];
  'tab:stream'(ask: { id: string; generation: number }): StreamFacts;
  'tab:bytes'(ask: { id: string; generation: number } & BytesAsk): PageAnswer;
  'tab:here'(): boolean;
  'tab:supplied'(ask: { id: string; generation: number }): SuppliedMedia | null;
  'tab:focus'(video: { id: string }): void;
  'tab:recheck'(video: { id: string }): void;
  'tab:again'(video: { id: string }): void;
  'tab:settings'(settings: PageSettings): void;

  'engine:run'(job: Job): void;
  'engine:change'(change: JobChange): void;
  'engine:cancel'(job: { key: string }): void;

  'result:update'(update: JobUpdate): void;
  'result:stream'(ask: { key: string }): StreamFacts;
  'result:bytes'(ask: { key: string } & BytesAsk): PageAnswer;
  'result:supplied'(ask: { key: string }): SuppliedMedia | null;
  'result:frames'(ask: { key: string; request: FrameRequest }): Frame[];

  'view:focus'(video: { key: string }): void;
  'view:recheck'(video: { key: string }): void;
  'view:seek'(video: { key: string }): void;
  'view:inject'(tab: { tabId: number }): void;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();
