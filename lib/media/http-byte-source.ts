import { CheckError } from '../evidence/check-error';
import { ByteCache } from './byte-cache';
import type { ByteSource } from './byte-source';
import { contentRange, mediaType, pieces } from './http-body';
import { failureOfAnswer, failureOfFetch, failureOfHead, failureOfType } from './http-failure';
import { IdleTimer } from './idle-timer';
import { endOfRange } from './range-plan';

/** A server without ranges is asked again from the start for reads that end before this. */
const PREFIX = 1024 * 1024;

export interface HttpByteSourceOptions {
  fetch: typeof globalThis.fetch;
  /** Bytes that may be fetched in all. */
  budget: number;
  /** Bytes that several files together may still cost; without end unless told. */
  left?: () => number;
  /** Ranges are fetched as they are asked for, however long; in blocks of at most 256 KiB unless told. */
  exact?: boolean;
  /** As the page's own request has it. */
  credentialsMode: RequestCredentials;
  /** Milliseconds without a byte after which a request is given up. */
  timeoutMs: number;
  /** Milliseconds that all requests together may take; without end unless told. */
  longestMs?: number;
  /** `navigator.onLine` unless told. */
  online?: () => boolean;
}

/** A response whose body is read piece by piece. */
interface Answer {
  body: AsyncIterable<Uint8Array>;
  /** Offset of the body's first byte in the file. */
  start: number;
}

/**
 * A file behind HTTP, read by ranges; what was fetched is not fetched again.
 * Where a server ignores ranges, only what was asked is taken and the rest of the answer is cancelled.
 * Where the file changes between two reads, what is held is dropped and the read fails with `network`.
 */
export const createHttpByteSource = (url: string, options: HttpByteSourceOptions): HttpByteSource =>
  new HttpByteSource(url, options);

export class HttpByteSource implements ByteSource {
  size: number | null = null;
  contentType: string | null = null;
  /** ETag, else Last-Modified, of the version that is being read; null where the server gives none. */
  validator: string | null = null;
  /** Where the file was in the end, after redirects: relative addresses in it count from there. */
  finalUrl: string;
  spent = 0;
  readonly #cache = new ByteCache();
  #rangesIgnored = false;
  #beganAsMedia = false;
  #fetchedMs = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    readonly url: string,
    private readonly options: HttpByteSourceOptions,
  ) {
    this.finalUrl = url;
  }

  read(start: number, end: number, signal: AbortSignal): Promise<Uint8Array> {
    // One at a time, so that two readers of one file do not fetch the same bytes.
    const turn = this.#queue.then(() => this.#read(start, end, signal));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async *stream(start: number, signal: AbortSignal): AsyncIterable<Uint8Array> {
    let at = start;
    while (this.size === null || at < this.size) {
      const held = this.#cache.from(at);
      if (held) {
        yield held;
        at += held.length;
        continue;
      }
      this.#afford(at, this.size ?? at);
      const before = at;
      const end = Math.min(this.#cache.nextAfter(at), this.size ?? Infinity);
      for await (const piece of this.#fetch(at, end, signal)) {
        yield piece;
        at += piece.length;
      }
      // An answer that falls short of what was asked ends where the file does.
      if (this.size === null && at < end) this.size = at;
      if (at === before && at !== this.size)
        throw new CheckError('network', `${this.url} ended before byte ${this.size}`);
    }
  }

  async #read(start: number, end: number, signal: AbortSignal): Promise<Uint8Array> {
    if (signal.aborted) throw new CheckError('cancelled', 'cancelled');
    for (;;) {
      const gap = this.#cache.gap(start, Math.min(end, this.size ?? end));
      if (!gap) return this.#cache.read(start, Math.min(end, this.size ?? end));
      const stop = this.#widen(gap[0], gap[1]);
      this.#afford(gap[0], gap[1]);
      let got = 0;
      for await (const piece of this.#fetch(gap[0], stop, signal)) got += piece.length;
      if (got === 0) return this.#cache.read(start, end);
    }
  }

  #widen(start: number, end: number): number {
    const next = Math.min(this.#cache.nextAfter(start), this.size ?? Infinity);
    return endOfRange(start, end, { exact: this.options.exact ?? false, left: this.#left(), next });
  }

  #left(): number {
    return Math.min(this.options.budget - this.spent, this.options.left?.() ?? Infinity);
  }

  /** @throws CheckError too-large where `[start, end)` cannot be fetched within the budget */
  #afford(start: number, end: number): void {
    const need = end - start - this.#cache.heldIn(start, end);
    if (need > this.#left()) throw new CheckError('too-large', `${need} more bytes would be needed`);
  }

  /**
   * Fetches `[start, end)`, keeps it and yields it; `end` may be Infinity.
   * Pieces that come in front of `start` (no ranges) are kept, not yielded.
   */
  async *#fetch(start: number, end: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const started = performance.now();
    const { timeoutMs, longestMs = Infinity } = this.options;
    if (this.#left() <= 0) throw new CheckError('too-large', 'the byte budget is spent');
    const timer = new IdleTimer(timeoutMs, signal, longestMs - this.#fetchedMs);
    try {
      const answer = await this.#ask(start, end, timer);
      if (!answer) return;
      let at = answer.start;
      for await (const piece of answer.body) {
        timer.restart();
        this.spent += piece.length;
        this.#mustBeMedia(at, piece);
        this.#cache.add(at, piece);
        const skip = Math.max(0, start - at);
        at += piece.length;
        if (skip < piece.length) yield piece.subarray(skip);
        if (at >= end) break;
        if (this.#left() < 0)
          throw new CheckError(
            this.#rangesIgnored ? 'range-ignored' : 'too-large',
            'the byte budget is spent',
          );
      }
      if (at < end && this.#rangesIgnored) this.size ??= at;
    } catch (error) {
      throw await this.#name(error, timer, signal);
    } finally {
      timer.stop();
      this.#fetchedMs += performance.now() - started;
    }
  }

  /** @throws CheckError for a page or a picture in place of the file */
  #mustBeMedia(at: number, piece: Uint8Array): void {
    if (at > 0 && this.#beganAsMedia) return;
    const failure = (at === 0 ? failureOfHead : failureOfType)(this, piece);
    if (failure) throw failure;
    this.#beganAsMedia = at === 0;
  }

  async #ask(start: number, end: number, timer: IdleTimer): Promise<Answer | null> {
    if (this.#rangesIgnored && start > 0) this.#affordPrefix(end);
    const last = Number.isFinite(end) ? end - 1 : '';
    const headers: Record<string, string> = { Range: `bytes=${start}-${last}` };
    if (this.validator) headers['If-Range'] = this.validator;
    const response = await this.options.fetch(this.url, {
      headers,
      credentials: this.options.credentialsMode,
      signal: timer.signal,
    });
    timer.restart();
    try {
      return this.#take(response, start, end);
    } catch (error) {
      await response.body?.cancel().catch(() => undefined);
      throw error;
    }
  }

  /** Reads the head of an answer; null where it says that the file ends before `start`. */
  #take(response: Response, start: number, end: number): Answer | null {
    const failure = failureOfAnswer(response, this.url);
    const range = contentRange(response);
    if (response.status === 416 && start > 0 && failure?.reason === 'empty-file') {
      this.size = range?.total ?? this.size;
      void response.body?.cancel();
      return null;
    }
    if (failure) throw failure;
    this.finalUrl = response.url || this.url;
    this.contentType = mediaType(response) ?? this.contentType;
    this.#sameVersion(response);
    if (response.status === 206) {
      if (!range) throw new CheckError('network', `${this.url} sent a range without saying which`);
      if (range.start !== null && range.start !== start)
        throw new CheckError('network', `${this.url} sent another range than asked`);
      this.size = range.total ?? this.size;
      return { body: pieces(response), start };
    }
    this.#rangesIgnored = true;
    const length = response.headers.get('content-length');
    if (length !== null && !response.headers.get('content-encoding')) this.size = Number(length);
    if (this.size === 0) throw new CheckError('empty-file', `${this.url} is empty`);
    if (start > 0) this.#affordPrefix(end);
    return { body: pieces(response), start: 0 };
  }

  /** Without ranges a read far into the file costs everything before it. */
  #affordPrefix(end: number): void {
    const cost = Math.min(end, this.size ?? Infinity);
    if (cost > PREFIX && cost > this.#left())
      throw new CheckError(
        'range-ignored',
        `${this.url} answers no ranges and is too long to read from the start`,
      );
  }

  #sameVersion(response: Response): void {
    const etag = response.headers.get('etag');
    // If-Range takes no weak validators (RFC 9110, 13.1.5).
    const strong = etag && !etag.startsWith('W/') ? etag : null;
    const now = strong ?? response.headers.get('last-modified');
    const comparable = this.validator?.startsWith('"') === (strong !== null);
    if (this.validator && now && comparable && now !== this.validator) {
      this.#cache.clear();
      this.size = null;
      this.validator = now;
      throw new CheckError('network', `${this.url} changed while it was read`);
    }
    this.validator = now ?? this.validator;
  }

  async #name(error: unknown, timer: IdleTimer, signal: AbortSignal): Promise<CheckError> {
    if (timer.expired) return new CheckError('timed-out', `${this.url} sent nothing`, { cause: error });
    return failureOfFetch(error, this.url, {
      fetch: this.options.fetch,
      online: this.options.online ?? (() => globalThis.navigator?.onLine !== false),
      credentials: this.options.credentialsMode,
      signal,
    });
  }
}
