import type { Reason } from '../evidence/check-error';
import type { ScoredFrame } from '../evidence/classifier/scorer';
import type { Frame, FrameRequest } from './frame';
import type { FrameSketch } from './frames-match';

/** What the engine asks of the frames worker. Both ends are packaged with the extension. */
export type ToWorker =
  /** Decode key frames of the file whose bytes the engine reads on the worker's behalf, and score them if asked. */
  | {
      kind: 'key-frames';
      id: number;
      file: FileHead;
      request: FrameRequest;
      budget: number;
      want: 'pixels' | 'scores';
    }
  | { kind: 'score'; id: number; frames: Frame[] }
  /** Sketch the pictures of a file near these moments; its first picture stands at `start` seconds. */
  | { kind: 'sketch'; id: number; file: Uint8Array; start: number; moments: readonly number[] }
  | { kind: 'cancel'; id: number }
  /** `spent`: network bytes that the file has cost so far. */
  | { kind: 'bytes'; id: number; read: number; size: number | null; spent: number; bytes: Uint8Array }
  | { kind: 'read-failed'; id: number; read: number; reason: Reason; message: string };

export type FromWorker =
  | { kind: 'read'; id: number; read: number; start: number; end: number }
  | { kind: 'done'; id: number; result: FramesResult }
  | { kind: 'failed'; id: number; reason: Reason; message: string };

export interface FileHead {
  url: string;
  size: number | null;
  spent: number;
  contentType: string | null;
}

export interface FramesResult {
  frames: Frame[];
  scored: ScoredFrame[];
  sketches: FrameSketch[];
  /** Bytes fetched. */
  bytes: number;
}
