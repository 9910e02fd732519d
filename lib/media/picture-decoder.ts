import type { EncodedPacket } from 'mediabunny';
import { CheckError } from '../evidence/check-error';
import type { Frame, FrameRequest } from './frame';
import { takePixels, type Turn } from './frame-pixels';

/** Pictures and undecoded packets alive at the same time, at most: memory is the hard limit of the process. */
const MOST_ALIVE = 8;
/** Containers keep time in units of their own, WebCodecs in microseconds. */
const TOLERANCE = 0.001;

/** One WebCodecs decoder over several runs of packets, each of which begins with a key packet. */
export class PictureDecoder {
  readonly #decoder: VideoDecoder;
  readonly #failed: Promise<never>;
  #take: (picture: VideoFrame) => void = (picture) => picture.close();

  /** @param config one that `VideoDecoder.isConfigSupported` */
  constructor(
    config: VideoDecoderConfig,
    private readonly request: FrameRequest,
    private readonly turn: Turn,
    private readonly signal: AbortSignal,
  ) {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined);
    this.#failed = promise;
    this.#decoder = new VideoDecoder({ output: (picture) => this.#take(picture), error: reject });
    this.#decoder.configure(config);
  }

  /**
   * Decodes packets and takes the first picture at or after each wanted time (seconds, rising).
   * @throws CheckError unsupported-format where a picture cannot be decoded; the signal's reason
   */
  async run(packets: AsyncIterable<EncodedPacket>, wanted: readonly number[]): Promise<Frame[]> {
    const pending = new Set<Promise<unknown>>();
    const taken: Promise<Frame>[] = [];
    this.#take = (picture) => {
      const due = wanted[taken.length];
      if (due === undefined || picture.timestamp / 1e6 < due - TOLERANCE) return picture.close();
      const frame = takePixels(picture, this.request, this.turn);
      taken.push(frame);
      const done: Promise<void> = frame
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => pending.delete(done));
      pending.add(done);
    };
    try {
      for await (const packet of packets) {
        this.signal.throwIfAborted();
        this.#decoder.decode(packet.toEncodedVideoChunk());
        while (this.#decoder.decodeQueueSize + pending.size >= MOST_ALIVE)
          await Promise.race([...pending, this.#dequeued(), this.#failed]);
        if (taken.length === wanted.length) break;
      }
      await Promise.race([this.#decoder.flush(), this.#failed]);
      return await Promise.all(taken);
    } catch (cause) {
      await Promise.allSettled(taken);
      if (cause instanceof CheckError || this.signal.aborted) throw cause;
      throw new CheckError('unsupported-format', 'a picture could not be decoded', { cause });
    } finally {
      this.#take = (picture) => picture.close();
    }
  }

  /** False once an error has closed the decoder. */
  get usable(): boolean {
    return this.#decoder.state === 'configured';
  }

  close(): void {
    if (this.#decoder.state !== 'closed') this.#decoder.close();
  }

  #dequeued(): Promise<void> {
    return new Promise((resolve) => {
      this.#decoder.addEventListener('dequeue', () => resolve(), { once: true });
    });
  }
}
