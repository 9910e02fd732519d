import { describe, expect, it } from 'vitest';
import { CheckError } from '../../../lib/evidence/check-error';
import type { ScoredFrame, Scorer } from '../../../lib/evidence/classifier/scorer';
import type { ByteSource } from '../../../lib/media/byte-source';
import type { Frame } from '../../../lib/media/frame';
import { createFramesWorker, type WorkerLike } from '../../../lib/media/frames-worker-client';
import { type HostDeps, type Port, serveFrames } from '../../../lib/media/frames-worker-host';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';

const never = new AbortController().signal;
const REQUEST = { count: 8, side: 4 };
const FILE = Uint8Array.from({ length: 100 }, (_, i) => i);

const frame = (time: number): Frame => ({
  time,
  width: 1,
  height: 1,
  fullWidth: 9,
  fullHeight: 9,
  data: new Uint8Array(4),
});
const scoreOf = ({ time, fullWidth, fullHeight }: Frame): ScoredFrame => ({
  time,
  fullWidth,
  fullHeight,
  logits: [0, 0, 0],
  distance: null,
  deviation: 9,
  change: null,
});
const scorer: Scorer = { score: async (frames) => frames.map(scoreOf), release: async () => undefined };

/** Reads two ranges and gives one frame, at the time that the first byte read says. */
const decode: HostDeps['decode'] = async (bytes, _, signal) => {
  const [first] = await bytes.read(7, 20, signal);
  await bytes.read(50, 60, signal);
  return { frames: [frame(first ?? 0)], bytes: bytes.spent };
};

/** A worker on this thread: messages are cloned and arrive later, as with a real one. */
class InlineWorker extends EventTarget implements WorkerLike {
  ended = false;
  readonly #inside = new EventTarget();
  constructor(deps: Partial<HostDeps> = {}) {
    super();
    const deliver = (to: EventTarget, message: unknown, transfer: Transferable[]) => {
      const data = structuredClone(message, { transfer });
      setTimeout(() => this.ended || to.dispatchEvent(new MessageEvent('message', { data })), 0);
    };
    this.postMessage = (message, transfer) => deliver(this.#inside, message, transfer);
    const port: Port = {
      postMessage: (message, transfer) => deliver(this, message, transfer),
      addEventListener: (type, listener) => this.#inside.addEventListener(type, listener as EventListener),
    };
    serveFrames(port, { decode, scorer, sketch: async () => [], ...deps });
  }
  postMessage: WorkerLike['postMessage'];
  terminate() {
    this.ended = true;
  }
  break() {
    this.dispatchEvent(new Event('error', { cancelable: true }));
  }
}

const stuck: HostDeps['decode'] = () => new Promise(() => undefined);

/** Starts one worker after the other with these abilities; the last ones stay. */
function workers(...abilities: Partial<HostDeps>[]) {
  const started: InlineWorker[] = [];
  const spawn = () => {
    const worker = new InlineWorker(abilities[Math.min(started.length, abilities.length - 1)]);
    started.push(worker);
    return worker;
  };
  return { started, spawn };
}

describe('frames worker', () => {
  it('decodes from bytes that the engine’s page reads, and tells what they cost', async () => {
    const worker = createFramesWorker(workers().spawn);
    const { frames, bytes } = await worker.decodeKeyFrames(createMemoryByteSource(FILE), REQUEST, 1e6, never);
    expect(frames).toEqual([frame(7)]);
    expect(bytes).toBe(23);
  });

  it('scores key frames without handing over their pixels', async () => {
    const worker = createFramesWorker(workers().spawn);
    const result = await worker.scoreKeyFrames(createMemoryByteSource(FILE), REQUEST, 1e6, never);
    expect(result.scored).toEqual([scoreOf(frame(7))]);
    expect(result).toMatchObject({ frames: [] });
  });

  it('scores frames of the page, which the caller keeps', async () => {
    const worker = createFramesWorker(workers().spawn);
    const mine = frame(3);
    expect(await worker.score([mine], never)).toEqual([scoreOf(mine)]);
    expect(mine.data).toHaveLength(4);
  });

  it('runs one job at a time and answers each with its own', async () => {
    let running = 0;
    let most = 0;
    const slow: HostDeps['decode'] = async (...args) => {
      most = Math.max(most, ++running);
      const result = await decode(...args);
      running--;
      return result;
    };
    const worker = createFramesWorker(workers({ decode: slow }).spawn);
    const files = [10, 20, 30].map((shift) => createMemoryByteSource(FILE.map((byte) => byte + shift)));
    const results = await Promise.all(files.map((file) => worker.decodeKeyFrames(file, REQUEST, 1e6, never)));
    expect(results.map(({ frames }) => frames[0]?.time)).toEqual([17, 27, 37]);
    expect(most).toBe(1);
  });

  it('passes on the reasons of failed reads and failed work', async () => {
    const refused: ByteSource = {
      ...createMemoryByteSource(FILE),
      read: () => Promise.reject(new CheckError('login', '401')),
    };
    const worker = createFramesWorker(workers().spawn);
    await expect(worker.decodeKeyFrames(refused, REQUEST, 1e6, never)).rejects.toMatchObject({
      reason: 'login',
    });
    const damaged: Scorer = {
      ...scorer,
      score: () => Promise.reject(new CheckError('model-damaged', 'hash')),
    };
    const other = createFramesWorker(workers({ scorer: damaged }).spawn);
    await expect(other.score([frame(0)], never)).rejects.toMatchObject({ reason: 'model-damaged' });
  });

  it('starts anew after a crash and loses no job', async () => {
    const { started, spawn } = workers({ decode: stuck }, {});
    const worker = createFramesWorker(spawn);
    const jobs = [1, 2, 3].map(() =>
      worker.decodeKeyFrames(createMemoryByteSource(FILE), REQUEST, 1e6, never),
    );
    started[0]?.break();
    const results = await Promise.all(jobs);
    expect(results.map(({ frames }) => frames[0]?.time)).toEqual([7, 7, 7]);
    expect(started).toHaveLength(2);
    expect(started[0]?.ended).toBe(true);
  });

  it('gives a job up that breaks the worker twice, and takes the next', async () => {
    const { started, spawn } = workers({ decode: stuck }, { decode: stuck }, {});
    const worker = createFramesWorker(spawn);
    const bad = worker.decodeKeyFrames(createMemoryByteSource(FILE), REQUEST, 1e6, never);
    started[0]?.break();
    started[1]?.break();
    await expect(bad).rejects.toMatchObject({ name: 'CheckError', reason: 'internal' });
    expect(await worker.score([frame(1)], never)).toHaveLength(1);
  });

  it('ends a worker that hangs', async () => {
    const { started, spawn } = workers({ decode: stuck }, {});
    const worker = createFramesWorker(spawn, 20);
    const { frames } = await worker.decodeKeyFrames(createMemoryByteSource(FILE), REQUEST, 1e6, never);
    expect(frames).toEqual([frame(7)]);
    expect(started.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('does not take a slow network for a hung worker', async () => {
    const { started, spawn } = workers({});
    const slow: ByteSource = {
      ...createMemoryByteSource(FILE),
      async read(start, end) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        return FILE.slice(start, end);
      },
    };
    await createFramesWorker(spawn, 20).decodeKeyFrames(slow, REQUEST, 1e6, never);
    expect(started).toHaveLength(1);
  });

  it('lets a cancelled job go at once and tells the worker', async () => {
    let told: AbortSignal | null = null;
    const waits: HostDeps['decode'] = (_, __, signal) => {
      told = signal;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    const worker = createFramesWorker(workers({ decode: waits }).spawn);
    const controller = new AbortController();
    const job = worker.decodeKeyFrames(createMemoryByteSource(FILE), REQUEST, 1e6, controller.signal);
    while (told === null) await new Promise((resolve) => setTimeout(resolve, 1));
    controller.abort();
    await expect(job).rejects.toMatchObject({ reason: 'cancelled' });
    expect(await worker.score([frame(1)], never)).toHaveLength(1);
    expect(told).toMatchObject({ aborted: true });
  });

  it('ends when disposed of', async () => {
    const { started, spawn } = workers({ decode: stuck });
    const worker = createFramesWorker(spawn);
    const job = worker.decodeKeyFrames(createMemoryByteSource(FILE), REQUEST, 1e6, never);
    worker.dispose();
    await expect(job).rejects.toMatchObject({ reason: 'cancelled' });
    expect(started[0]?.ended).toBe(true);
  });
});
