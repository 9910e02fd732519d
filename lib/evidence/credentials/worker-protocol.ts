import type { Reason } from '../check-error';
import type { CredentialsDetails, Note } from './details';
import type { SegmentFinding } from './fragments/findings';
import type { TrustList } from './trust-list';

/**
 * Messages between the engine and the credentials worker. Both ends are ours and packaged, so they are typed and not
 * checked; what comes from outside is inside `bytes`.
 */
export type WorkerRequest =
  /** First message: where the library's wasm is. */
  | { id: number; kind: 'start'; wasm: string }
  /** The lists for all requests that follow; large, so they are sent only when they change. */
  | { id: number; kind: 'lists'; lists: readonly TrustList[] }
  | { id: number; kind: 'manifest'; bytes: Uint8Array; notes: readonly Note[] }
  | {
      id: number;
      kind: 'file';
      bytes: Uint8Array;
      format: string;
      reachedBefore: string | null;
      notes: readonly Note[];
    }
  /** One segment of a stream; see `fragments/check-segment.ts`. */
  | {
      id: number;
      kind: 'segment';
      init: Uint8Array;
      segment: Uint8Array;
      judge: boolean;
      reachedBefore: string | null;
      notes: readonly Note[];
    };

export type WorkerReply =
  | { id: number; ok: true; details: CredentialsDetails | null; finding?: SegmentFinding }
  | { id: number; ok: false; reason: Reason; message: string; fatal: boolean };

/** What of a dedicated worker is used, so that something else can stand for it. */
export type WorkerLike = Pick<
  Worker,
  'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'
>;
