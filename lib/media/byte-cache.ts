interface Segment {
  start: number;
  bytes: Uint8Array;
}

/** Pieces of a file that were fetched once and need not be fetched again. Pieces never overlap. */
export class ByteCache {
  #segments: Segment[] = [];

  /** Keeps what of `bytes` is not yet there. The array is kept, not copied. */
  add(start: number, bytes: Uint8Array): void {
    let at = start;
    const end = start + bytes.length;
    while (at < end) {
      const held = this.from(at);
      if (held) {
        at += held.length;
        continue;
      }
      const stop = Math.min(end, this.nextAfter(at));
      this.#insert({ start: at, bytes: bytes.subarray(at - start, stop - start) });
      at = stop;
    }
  }

  /** What is held from `at` on, up to the end of that piece; null where nothing is. */
  from(at: number): Uint8Array | null {
    const segment = this.#segments[this.#indexAfter(at) - 1];
    if (!segment || at >= segment.start + segment.bytes.length) return null;
    return segment.bytes.subarray(at - segment.start);
  }

  /** Start of the first piece behind `at`; Infinity where there is none. */
  nextAfter(at: number): number {
    return this.#segments[this.#indexAfter(at)]?.start ?? Number.POSITIVE_INFINITY;
  }

  /** First stretch of `[start, end)` that is missing; null where all of it is held. */
  gap(start: number, end: number): [number, number] | null {
    let at = start;
    while (at < end) {
      const held = this.from(at);
      if (!held) return [at, Math.min(end, this.nextAfter(at))];
      at += held.length;
    }
    return null;
  }

  /** Bytes of `[start, end)` that are held in one run from `start`. */
  read(start: number, end: number): Uint8Array {
    const first = this.from(start);
    if (!first) return new Uint8Array(0);
    if (first.length >= end - start) return first.slice(0, end - start);
    const stop = this.gap(start, end)?.[0] ?? end;
    const out = new Uint8Array(stop - start);
    for (let at = start; at < stop; ) {
      const held = this.from(at)?.subarray(0, stop - at);
      if (!held) break;
      out.set(held, at - start);
      at += held.length;
    }
    return out;
  }

  /** Bytes of `[start, end)` that are held, in one run or not. */
  heldIn(start: number, end: number): number {
    return this.#segments.reduce((sum, segment) => {
      const from = Math.max(start, segment.start);
      const to = Math.min(end, segment.start + segment.bytes.length);
      return sum + Math.max(0, to - from);
    }, 0);
  }

  clear(): void {
    this.#segments = [];
  }

  /** Index of the first segment that starts behind `at`. */
  #indexAfter(at: number): number {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#segments[middle] as Segment).start <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(segment: Segment): void {
    this.#segments.splice(this.#indexAfter(segment.start), 0, segment);
  }
}
