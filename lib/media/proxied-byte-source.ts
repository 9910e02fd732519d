import { CheckError } from '../evidence/check-error';
import type { ByteSource } from './byte-source';
import type { FileHead, FromWorker, ToWorker } from './frames-worker-messages';

type Answer = Extract<ToWorker, { kind: 'bytes' | 'read-failed' }>;

/**
 * A file whose bytes the engine's page reads: one view of the file, one budget and one set of request headers for all
 * evidence sources of a video.
 */
export class ProxiedByteSource implements ByteSource {
  readonly url: string;
  readonly contentType: string | null;
  size: number | null;
  spent: number;
  #reads = 0;
  readonly #waiting = new Map<number, PromiseWithResolvers<Uint8Array>>();

  constructor(
    private readonly id: number,
    file: FileHead,
    private readonly ask: (message: Extract<FromWorker, { kind: 'read' }>) => void,
  ) {
    ({ url: this.url, contentType: this.contentType, size: this.size, spent: this.spent } = file);
  }

  async read(start: number, end: number, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted();
    const read = this.#reads++;
    const answer = Promise.withResolvers<Uint8Array>();
    this.#waiting.set(read, answer);
    const cancelled = () => answer.reject(new CheckError('cancelled', 'cancelled', { cause: signal.reason }));
    signal.addEventListener('abort', cancelled, { once: true });
    try {
      this.ask({ kind: 'read', id: this.id, read, start, end });
      return await answer.promise;
    } finally {
      signal.removeEventListener('abort', cancelled);
      this.#waiting.delete(read);
    }
  }

  /** Hands an answer of the engine's page to the read that waits for it. */
  answer(message: Answer): void {
    const waiting = this.#waiting.get(message.read);
    if (message.kind === 'read-failed')
      return waiting?.reject(new CheckError(message.reason, message.message));
    this.size = message.size;
    this.spent = message.spent;
    waiting?.resolve(message.bytes);
  }

  /** Key frames never need the whole file. */
  async *stream(): AsyncIterable<Uint8Array> {
    throw new CheckError('internal', 'the frames worker reads ranges only');
  }
}
