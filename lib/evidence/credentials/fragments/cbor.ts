/** What a decoded item can be; tags are dropped, their content stays. */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | CborValue[]
  | Map<CborValue, CborValue>;

/** More than any proof has; a hostile box ends here and not in memory. */
const MOST_ITEMS = 4096;
const MOST_DEPTH = 8;
const BREAK = 0xff;

/**
 * Decodes the first CBOR item (RFC 8949) of `bytes`; what follows it is not looked at.
 * @returns undefined where it is none, or holds what no proof needs (floats, numbers over 2^53, too much of anything)
 */
export function decodeCbor(bytes: Uint8Array): CborValue | undefined {
  try {
    return new Decoder(bytes).item(0);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class Decoder {
  readonly #view: DataView;
  #at = 0;
  #items = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  item(depth: number): CborValue {
    this.#items += 1;
    if (depth > MOST_DEPTH || this.#items > MOST_ITEMS) throw new RangeError('too much CBOR');
    const initial = this.#view.getUint8(this.#at);
    this.#at += 1;
    const [major, low] = [initial >> 5, initial & 31];
    switch (major) {
      case 0:
        return this.#argument(low);
      case 1:
        return -1 - this.#argument(low);
      case 2:
        return this.#take(this.#argument(low));
      case 3:
        return new TextDecoder().decode(this.#take(this.#argument(low)));
      case 4:
        return this.#series(low, () => this.item(depth + 1));
      case 5:
        return new Map(this.#series(low, () => [this.item(depth + 1), this.item(depth + 1)] as const));
      case 6:
        this.#argument(low);
        return this.item(depth + 1);
      default:
        return this.#simple(low);
    }
  }

  #series<T>(low: number, next: () => T): T[] {
    const all: T[] = [];
    if (low === 31) {
      while (this.#view.getUint8(this.#at) !== BREAK) all.push(next());
      this.#at += 1;
      return all;
    }
    // Every item takes a byte at least, so a count beyond the data ends at its end.
    for (let left = this.#argument(low); left > 0; left -= 1) all.push(next());
    return all;
  }

  #simple(low: number): boolean | null {
    if (low === 20 || low === 21) return low === 21;
    if (low === 22 || low === 23) return null;
    throw new RangeError('a float or an unknown simple value');
  }

  #argument(low: number): number {
    if (low < 24) return low;
    const size = 1 << (low - 24);
    if (size > 8) throw new RangeError('a length that is not told');
    const at = this.#at;
    this.#at += size;
    if (size === 1) return this.#view.getUint8(at);
    if (size === 2) return this.#view.getUint16(at);
    if (size === 4) return this.#view.getUint32(at);
    const large = this.#view.getBigUint64(at);
    if (large > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('a number over 2^53');
    return Number(large);
  }

  #take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.bytes.length) throw new RangeError('CBOR ends early');
    const part = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }
}
