import { CheckError, toCheckError } from '../evidence/check-error';
import type { ScoredFrame } from '../evidence/classifier/scorer';
import type { ByteSource } from './byte-source';
import type { Frame, FrameRequest } from './frame';
import type { FrameSketch } from './frames-match';
import type { FramesResult, FromWorker, ToWorker } from './frames-worker-messages';
import type { DecodedFrames } from './key-frames';

/** What this needs of a `Worker`. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  addEventListener(type: string, listener: (event: Event) => void, options: { signal: AbortSignal }): void;
  terminate(): void;
}

/** Decoding and scoring in one worker, which is started with the first request and again after a crash or hang. */
export interface FramesWorker {
  decodeKeyFrames(
    bytes: ByteSource,
    request: FrameRequest,
    budget: number,
    signal: AbortSignal,
  ): Promise<DecodedFrames>;
  /** Decodes and scores without the pixels leaving the worker. */
  scoreKeyFrames(
    bytes: ByteSource,
    request: FrameRequest,
    budget: number,
    signal: AbortSignal,
  ): Promise<{ scored: ScoredFrame[]; bytes: number }>;
  /** Scores frames that are there already; their buffers are copied, not transferred. */
  score(frames: readonly Frame[], signal: AbortSignal): Promise<ScoredFrame[]>;
  /** Sketches of the pictures of a file near these moments; `start` is the time of its first picture in seconds. */
  sketch(
    file: Uint8Array,
    start: number,
    signal: AbortSignal,
    moments: readonly number[],
  ): Promise<FrameSketch[]>;
  /** Ends the worker and what it is at; the next request starts a new one. */
  dispose(): void;
}

interface Pending {
  work: Extract<ToWorker, { kind: 'key-frames' | 'score' | 'sketch' }>;
  bytes: ByteSource | null;
  signal: AbortSignal;
  /** Reads under way on behalf of the worker: then it is the network that is slow, not the worker. */
  reading: number;
  retried: boolean;
  settle: PromiseWithResolvers<FramesResult>;
}

/**
 * @param spawn starts the packaged worker
 * @param hangMs without a word for so long, while nothing is being read for it, the worker is taken for hung; loading the model takes a slow
 *   machine many seconds
 */
export function createFramesWorker(spawn: () => WorkerLike, hangMs = 60_000): FramesWorker {
  const pending = new Map<number, Pending>();
  let worker: WorkerLike | null = null;
  let listeners = new AbortController();
  let watch: ReturnType<typeof setTimeout> | undefined;
  let ids = 0;

  function dispose(): void {
    clearTimeout(watch);
    listeners.abort();
    worker?.terminate();
    worker = null;
  }

  /** A worker that died takes its jobs along; each gets one more try, since any of them may be innocent. */
  function restart(why: CheckError): void {
    dispose();
    for (const [id, job] of pending) {
      if (job.retried) finish(id, (settle) => settle.reject(why));
      else {
        job.retried = true;
        job.reading = 0;
        post(job.work);
      }
    }
  }

  function touch(): void {
    clearTimeout(watch);
    if (pending.size === 0 || [...pending.values()].some((job) => job.reading > 0)) return;
    watch = setTimeout(() => restart(new CheckError('timed-out', 'the frames worker hangs')), hangMs);
  }

  function start(): WorkerLike {
    const fresh = spawn();
    listeners = new AbortController();
    const { signal } = listeners;
    fresh.addEventListener('message', (event) => receive((event as MessageEvent<FromWorker>).data), {
      signal,
    });
    const crashed = (event: Event) => {
      event.preventDefault();
      const { message } = event as Partial<ErrorEvent>;
      restart(new CheckError('internal', `the frames worker broke down: ${message ?? event.type}`));
    };
    fresh.addEventListener('error', crashed, { signal });
    fresh.addEventListener('messageerror', crashed, { signal });
    return fresh;
  }

  function post(message: ToWorker, transfer: Transferable[] = []): void {
    worker ??= start();
    worker.postMessage(message, transfer);
    touch();
  }

  function finish(id: number, how: (settle: PromiseWithResolvers<FramesResult>) => void): void {
    const job = pending.get(id);
    pending.delete(id);
    if (job) how(job.settle);
    touch();
  }

  async function read(
    job: Pending,
    { id, read: number, start: from, end }: Extract<FromWorker, { kind: 'read' }>,
  ) {
    const asked = worker;
    job.reading++;
    touch();
    const answer = await answerRead(job, id, number, from, end);
    // A worker started since then knows nothing of this read.
    if (worker !== asked || !pending.has(id)) return;
    job.reading--;
    post(answer, answer.kind === 'bytes' ? [answer.bytes.buffer] : []);
  }

  function receive(message: FromWorker): void {
    const job = pending.get(message.id);
    if (!job) return touch();
    if (message.kind === 'read') return void read(job, message);
    if (message.kind === 'done') finish(message.id, (settle) => settle.resolve(message.result));
    else finish(message.id, (settle) => settle.reject(new CheckError(message.reason, message.message)));
  }

  async function request(
    make: (id: number) => Pending['work'],
    bytes: ByteSource | null,
    signal: AbortSignal,
  ): Promise<FramesResult> {
    if (signal.aborted) throw toCheckError(signal.reason);
    const id = ids++;
    const settle = Promise.withResolvers<FramesResult>();
    const job: Pending = { work: make(id), bytes, signal, reading: 0, retried: false, settle };
    pending.set(id, job);
    const cancel = () => {
      worker?.postMessage({ kind: 'cancel', id }, []);
      finish(id, ({ reject }) => reject(new CheckError('cancelled', 'cancelled', { cause: signal.reason })));
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      post(job.work);
      return await settle.promise;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  const keyFrames = (
    bytes: ByteSource,
    wanted: FrameRequest,
    budget: number,
    signal: AbortSignal,
    want: 'pixels' | 'scores',
  ) => {
    const file = { url: bytes.url, size: bytes.size, spent: bytes.spent, contentType: bytes.contentType };
    return request((id) => ({ kind: 'key-frames', id, file, request: wanted, budget, want }), bytes, signal);
  };

  return {
    decodeKeyFrames: (bytes, wanted, budget, signal) => keyFrames(bytes, wanted, budget, signal, 'pixels'),
    scoreKeyFrames: (bytes, wanted, budget, signal) => keyFrames(bytes, wanted, budget, signal, 'scores'),
    async score(frames, signal) {
      const result = await request((id) => ({ kind: 'score', id, frames: [...frames] }), null, signal);
      return result.scored;
    },
    async sketch(file, start, signal, moments) {
      const result = await request((id) => ({ kind: 'sketch', id, file, start, moments }), null, signal);
      return result.sketches;
    },
    dispose() {
      dispose();
      for (const id of pending.keys())
        finish(id, ({ reject }) => reject(new CheckError('cancelled', 'the frames worker was closed')));
    },
  };
}

async function answerRead(
  { bytes, signal }: Pending,
  id: number,
  read: number,
  start: number,
  end: number,
): Promise<Extract<ToWorker, { kind: 'bytes' | 'read-failed' }>> {
  try {
    if (!bytes) throw new CheckError('internal', 'no file to read from');
    // A copy: the source may keep what it read for the other evidence sources, and ours is transferred.
    const part = (await bytes.read(start, end, signal)).slice();
    return { kind: 'bytes', id, read, size: bytes.size, spent: bytes.spent, bytes: part };
  } catch (error) {
    const { reason, message } = toCheckError(error);
    return { kind: 'read-failed', id, read, reason, message };
  }
}
