import type { Reason } from '../../../lib/evidence/check-error.ts';
import type { ScoredFrame } from '../../../lib/evidence/classifier/scorer.ts';
import type { Frame, FrameRequest } from '../../../lib/media/frame.ts';
import type { FromWorker } from '../../../lib/media/frames-worker-messages.ts';

/**
 * Runs in a page of the extension and speaks the packaged frames worker's own messages. Sent as text: the
 * functions here may use nothing from outside themselves.
 */

export interface ScoreTask {
  /** Which of the workers; each is kept for the clips that follow. */
  lane: number;
  /** Address that answers ranges. */
  url: string;
  size: number;
  request: FrameRequest;
  /** Network bytes that the frames may cost. */
  budget: number;
  timeoutMs: number;
  /** What to answer with: scores, or only what frames were taken. */
  want: 'scores' | 'frames';
  /** Score these instead of decoding the file: frames with their pixels as base64. */
  given?: (Omit<Frame, 'data'> & { data: string })[];
}

export type Outcome =
  | { scored: ScoredFrame[]; frames: Omit<Frame, 'data'>[] }
  | { reason: Reason; message: string };
/** With the time it took in milliseconds. */
export type ScoreAnswer = Outcome & { ms: number };

interface Lanes {
  lanes?: Map<number, Worker>;
}

/** Scores one clip; a worker that breaks down or hangs is replaced, and the reason given. */
export async function scoreInPage(task: ScoreTask): Promise<ScoreAnswer> {
  const { lane, url, size, request, budget, timeoutMs, want, given } = task;
  const lanes = ((globalThis as Lanes).lanes ??= new Map());
  const worker = lanes.get(lane) ?? new Worker(chrome.runtime.getURL('frames-worker.js'));
  lanes.set(lane, worker);
  const listening = new AbortController();
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const fail = (reason: Reason, message: string): void => resolve({ reason, message });
  const begun = performance.now();
  let spent = 0;

  const read = async (start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
    const answer = await fetch(url, { headers: { range: `bytes=${start}-${end - 1}` }, cache: 'no-store' });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    spent += bytes.length;
    return bytes;
  };
  const receive = async ({ data }: MessageEvent<FromWorker>): Promise<void> => {
    if (data.kind === 'done') {
      const frames = data.result.frames.map(({ data: _, ...head }) => head);
      return resolve({ scored: data.result.scored, frames });
    }
    if (data.kind === 'failed') return fail(data.reason, data.message);
    const answer = { id: 1, read: data.read };
    try {
      const bytes = await read(data.start, data.end);
      worker.postMessage({ ...answer, kind: 'bytes', size, spent, bytes }, [bytes.buffer]);
    } catch (error) {
      worker.postMessage({ ...answer, kind: 'read-failed', reason: 'network', message: String(error) });
    }
  };
  worker.addEventListener('message', (event) => void receive(event), { signal: listening.signal });
  const broken = (event: Event): void => fail('internal', (event as ErrorEvent).message ?? event.type);
  worker.addEventListener('error', broken, { signal: listening.signal });
  worker.addEventListener('messageerror', broken, { signal: listening.signal });
  const late = setTimeout(() => fail('timed-out', `no answer within ${timeoutMs} ms`), timeoutMs);
  try {
    const file = { url, size, spent: 0, contentType: null };
    const pixels = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const frames = given?.map((frame) => ({ ...frame, data: pixels(frame.data) }));
    const decode = { kind: 'key-frames', file, request, budget, want: want === 'scores' ? want : 'pixels' };
    worker.postMessage({ id: 1, ...(frames ? { kind: 'score', frames } : decode) });
    const answer = await promise;
    if ('reason' in answer && ['internal', 'timed-out', 'model-damaged'].includes(answer.reason)) {
      worker.terminate();
      lanes.delete(lane);
    }
    return { ...answer, ms: performance.now() - begun };
  } finally {
    clearTimeout(late);
    listening.abort();
  }
}
