/**
 * Random access to a media file over the network, within a byte budget.
 * Implementations: ranged HTTP (`http-byte-source.ts`), memory (tests, fixtures).
 */
export interface ByteSource {
  readonly url: string;
  /** Total length in bytes, null until the first answer has told it (or never, where the server does not say). */
  readonly size: number | null;
  /** Media type the server gave, lower case, without parameters; null before the first answer. */
  readonly contentType: string | null;
  /** Bytes fetched so far. */
  readonly spent: number;
  /**
   * Bytes `[start, end)`; shorter only at the end of the file.
   * @throws CheckError blocked, missing, login, range-ignored, timed-out, too-large, offline, network, …
   */
  read(start: number, end: number, signal: AbortSignal): Promise<Uint8Array>;
  /** The whole file in order from `start`, in chunks, for a check that hashes everything. */
  stream(start: number, signal: AbortSignal): AsyncIterable<Uint8Array>;
}
