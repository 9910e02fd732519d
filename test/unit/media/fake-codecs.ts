/**
 * Stand-ins for WebCodecs, which Node lacks: a decoder that "decodes" each chunk to a picture of one grey, and counts
 * the pictures that nobody has closed. What is tested with them is the choosing and the bookkeeping, not the pixels.
 */
export interface FakeCodecs {
  /** Timestamps in seconds of the chunks that were decoded. */
  decoded: number[];
  alive: number;
  mostAlive: number;
  install(globals: { VideoDecoder?: unknown; EncodedVideoChunk?: unknown }): void;
}

interface Chunk {
  type: string;
  timestamp: number;
}

/** @param broken whether the picture at this time (seconds) cannot be decoded */
export function fakeCodecs({
  width = 640,
  height = 360,
  supported = (_: string): boolean => true,
  broken = (_: number): boolean => false,
} = {}): FakeCodecs {
  const state: FakeCodecs = { decoded: [], alive: 0, mostAlive: 0, install };

  class FakeFrame {
    readonly codedWidth = width;
    readonly codedHeight = height;
    readonly visibleRect = { x: 0, y: 0, width, height };
    constructor(readonly timestamp: number) {
      state.mostAlive = Math.max(state.mostAlive, ++state.alive);
    }
    async copyTo(data: Uint8Array, { rect }: { rect: { width: number; height: number } }) {
      if (data.length !== rect.width * rect.height * 4) throw new Error('wrong size');
      data.fill(128);
    }
    close() {
      state.alive--;
    }
  }

  class FakeDecoder extends EventTarget {
    static isConfigSupported = async (config: { codec: string }) => ({
      supported: supported(config.codec),
      config,
    });
    state = 'unconfigured';
    decodeQueueSize = 0;
    #queue: Chunk[] = [];
    constructor(private readonly callbacks: { output(frame: FakeFrame): void; error(error: Error): void }) {
      super();
    }
    configure() {
      this.state = 'configured';
    }
    decode(chunk: Chunk) {
      if (this.state !== 'configured') throw new DOMException('closed', 'InvalidStateError');
      this.decodeQueueSize++;
      this.#queue.push(chunk);
      setTimeout(() => this.#next(), 0);
    }
    #next() {
      const chunk = this.#queue.shift();
      if (!chunk || this.state !== 'configured') return;
      this.decodeQueueSize--;
      const time = chunk.timestamp / 1e6;
      if (broken(time)) {
        this.state = 'closed';
        return this.callbacks.error(new DOMException('bad data', 'EncodingError'));
      }
      state.decoded.push(time);
      this.callbacks.output(new FakeFrame(chunk.timestamp));
      this.dispatchEvent(new Event('dequeue'));
    }
    async flush() {
      while (this.#queue.length > 0 && this.state === 'configured')
        await new Promise((resolve) => setTimeout(resolve, 0));
      if (this.state !== 'configured') throw new DOMException('closed', 'AbortError');
    }
    close() {
      this.state = 'closed';
    }
  }

  function install(globals: { VideoDecoder?: unknown; EncodedVideoChunk?: unknown }) {
    globals.VideoDecoder = FakeDecoder;
    globals.EncodedVideoChunk = class {
      readonly type: string;
      readonly timestamp: number;
      constructor({ type, timestamp }: Chunk) {
        this.type = type;
        this.timestamp = timestamp;
      }
    };
  }
  return state;
}
