import type { HttpByteSource } from '../media/http-byte-source';

/** Streams of which bytes are kept, the latest, and how many bytes of them all. */
const MOST_STREAMS = 8;
const MOST_BYTES = 64_000_000;

/** What was read of the segments of one stream, in this look at it and in those before. */
export class StreamParts {
  readonly #sources = new Map<string, HttpByteSource>();
  /** A part did not fit into what was left; nothing further is asked for. */
  full = false;

  /** One source for each address: what it has fetched is not fetched again. */
  open(url: string, make: () => HttpByteSource): HttpByteSource {
    const source = this.#sources.get(url) ?? make();
    this.#sources.set(url, source);
    return source;
  }

  /** Bytes fetched in all. */
  get spent(): number {
    let sum = 0;
    for (const source of this.#sources.values()) sum += source.spent;
    return sum;
  }
}

/**
 * Remembers what was read of streams, by the key of their jobs, for as long as the engine lives: a stream is looked at
 * again while it plays, and what no cache keeps must not be fetched each time, nor the budget be spent anew.
 */
export class StreamMemory {
  readonly #streams = new Map<string, StreamParts>();

  /** @param fresh forgets what was read before: the viewer asked again */
  of(key: string, fresh: boolean): StreamParts {
    const parts = (fresh ? null : this.#streams.get(key)) ?? new StreamParts();
    this.#streams.delete(key);
    this.#makeRoom();
    this.#streams.set(key, parts);
    return parts;
  }

  #makeRoom(): void {
    let bytes = [...this.#streams.values()].reduce((sum, { spent }) => sum + spent, 0);
    for (const [key, { spent }] of this.#streams) {
      if (this.#streams.size < MOST_STREAMS && bytes <= MOST_BYTES) return;
      this.#streams.delete(key);
      bytes -= spent;
    }
  }
}
