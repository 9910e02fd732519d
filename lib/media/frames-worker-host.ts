import { CheckError, toCheckError } from '../evidence/check-error';
import type { Scorer } from '../evidence/classifier/scorer';
import type { ByteSource } from './byte-source';
import type { Frame, FrameRequest } from './frame';
import type { FrameSketch } from './frames-match';
import type { FramesResult, FromWorker, ToWorker } from './frames-worker-messages';
import type { DecodedFrames } from './key-frames';
import { ProxiedByteSource } from './proxied-byte-source';

/** The worker's own end of a connection: `self`, or one port of a channel in tests. */
export interface Port {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

export interface HostDeps {
  decode(
    bytes: ByteSource,
    request: FrameRequest,
    signal: AbortSignal,
    budget: number,
  ): Promise<DecodedFrames>;
  scorer: Scorer;
  sketch(
    file: Uint8Array,
    start: number,
    signal: AbortSignal,
    moments: readonly number[],
  ): Promise<FrameSketch[]>;
}

interface Task {
  controller: AbortController;
  bytes: ProxiedByteSource | null;
}

type Work = Extract<ToWorker, { kind: 'key-frames' | 'score' | 'sketch' }>;

const NOTHING: FramesResult = { frames: [], scored: [], sketches: [], bytes: 0 };

/** Serves decoding and scoring in the frames worker, one job at a time: memory is the limit, not the processor. */
export function serveFrames(port: Port, { decode, scorer, sketch }: HostDeps): void {
  const tasks = new Map<number, Task>();
  let last: Promise<void> = Promise.resolve();

  async function work(message: Work, { controller, bytes }: Task): Promise<FramesResult> {
    const { signal } = controller;
    if (signal.aborted) throw new CheckError('cancelled', 'cancelled');
    if (message.kind === 'score') return { ...NOTHING, scored: await scorer.score(message.frames, signal) };
    if (message.kind === 'sketch')
      return { ...NOTHING, sketches: await sketch(message.file, message.start, signal, message.moments) };
    if (!bytes) throw new CheckError('internal', 'no bytes');
    const decoded = await decode(bytes, message.request, signal, message.budget);
    if (message.want === 'pixels') return { ...NOTHING, ...decoded };
    return { ...NOTHING, scored: await scorer.score(decoded.frames, signal), bytes: decoded.bytes };
  }

  async function run(message: Work, task: Task): Promise<void> {
    const { id } = message;
    try {
      const result = await work(message, task);
      port.postMessage({ kind: 'done', id, result }, result.frames.map(bufferOf));
    } catch (error) {
      const { reason, message: text } = toCheckError(error);
      port.postMessage({ kind: 'failed', id, reason, message: text }, []);
    } finally {
      tasks.delete(id);
    }
  }

  port.addEventListener('message', ({ data: message }) => {
    switch (message.kind) {
      case 'cancel':
        return tasks.get(message.id)?.controller.abort();
      case 'bytes':
      case 'read-failed':
        return tasks.get(message.id)?.bytes?.answer(message);
      default: {
        const bytes =
          message.kind === 'key-frames'
            ? new ProxiedByteSource(message.id, message.file, (ask) => port.postMessage(ask, []))
            : null;
        const task = { controller: new AbortController(), bytes };
        tasks.set(message.id, task);
        last = last.then(() => run(message, task));
      }
    }
  });
}

const bufferOf = ({ data }: Frame): Transferable => data.buffer;
