import type { SuppliedBuffer } from '../media/streams/supplied';
import { MOST_BUFFERS, MOST_BYTES } from './supplied-format';

/** Longer ones are files, or hold media besides what sets a stream up. */
const LONGEST_INIT = 256 * 1024;

const typeOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(4, 8));
const isInit = ({ bytes }: SuppliedBuffer): boolean =>
  bytes.length <= LONGEST_INIT && /^(?:ftyp|moov)$/.test(typeOf(bytes));
const beginsBox = ({ bytes }: SuppliedBuffer): boolean =>
  /^(?:ftyp|styp|sidx|moof|emsg|prft|uuid|moov|free|skip)$/.test(typeOf(bytes));

/**
 * The latest buffers that a page appended to one Media Source, within a bound: older media gives way, what sets the
 * streams up stays. Runs in the page's world and keeps nothing but these copies.
 */
export class SuppliedStore {
  #buffers: SuppliedBuffer[] = [];
  #size = 0;
  /** Tracks whose parser starts anew with the next buffer. */
  readonly #fresh = new Set<string>();

  constructor(private readonly most = MOST_BYTES) {}

  get buffers(): readonly SuppliedBuffer[] {
    return this.#buffers;
  }

  /** @param bytes a copy of its own */
  add(buffer: Omit<SuppliedBuffer, 'fresh'>): void {
    this.#buffers.push({ ...buffer, fresh: this.#fresh.delete(buffer.track) });
    this.#size += buffer.bytes.length;
    while (this.#size > this.most || this.#buffers.length > MOST_BUFFERS) if (!this.#dropOldest()) return;
  }

  /** The player threw away what it had not parsed of a track yet. */
  restart(track: string): void {
    this.#fresh.add(track);
  }

  clear(): void {
    this.#buffers = [];
    this.#size = 0;
  }

  /** Drops media from the oldest on, up to where boxes of the same track begin again. */
  #dropOldest(): boolean {
    const found = this.#buffers.findIndex((buffer) => !isInit(buffer));
    // Nothing but initialization segments: no player needs so many.
    const oldest = this.#buffers[found === -1 ? 0 : found];
    if (!oldest) return false;
    const own = this.#buffers.filter(({ track }) => track === oldest.track);
    const after = own.slice(own.indexOf(oldest) + 1);
    const end = after.findIndex(beginsBox);
    const dropped = new Set([oldest, ...(end === -1 ? after : after.slice(0, end))]);
    const next = end === -1 ? undefined : after[end];
    if (next) next.fresh = true;
    else this.#fresh.add(oldest.track);
    this.#buffers = this.#buffers.filter((buffer) => !dropped.has(buffer));
    for (const { bytes } of dropped) this.#size -= bytes.length;
    return true;
  }
}
