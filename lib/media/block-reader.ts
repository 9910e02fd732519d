import { CheckError } from '../evidence/check-error';
import type { ByteSource } from './byte-source';

const KIB = 1024;
/** Longest single request. */
const MOST = 256 * KIB;

interface Block {
  start: number;
  bytes: Uint8Array;
}

/**
 * Bounded reads for a demuxer that asks for a few bytes at a time: short requests fetch `least` bytes from where they
 * start, long ones go in pieces of at most 256 KiB, and what was fetched is not fetched again.
 */
export class BlockReader {
  /** Bytes asked of the source, which may have some of them already. */
  spent = 0;
  /** Fewest bytes of one request: 64 KiB while headers are parsed, less where exact ranges are known. */
  least = 64 * KIB;
  readonly #blocks: Block[] = [];

  /** @param budget bytes that may be fetched in all */
  constructor(
    private readonly bytes: ByteSource,
    private readonly budget: number,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Length of the file, known after the first read.
   * @throws CheckError empty-file, range-ignored where the server never says, or what the source throws
   */
  async size(): Promise<number> {
    if (this.bytes.size === null) await this.#fetch(0, this.least);
    if (this.bytes.size === null)
      throw new CheckError('range-ignored', 'the server does not tell the length');
    if (this.bytes.size === 0) throw new CheckError('empty-file', 'no bytes');
    return this.bytes.size;
  }

  /**
   * Bytes `[start, end)`, all of them.
   * @throws CheckError too-large past the budget, truncated where the file ends before `end`
   */
  async read(start: number, end: number): Promise<Uint8Array> {
    const out = new Uint8Array(end - start);
    let at = start;
    while (at < end) {
      const block =
        this.#blocks.find((b) => b.start <= at && at < b.start + b.bytes.length) ??
        (await this.#load(at, end));
      const part = block.bytes.subarray(at - block.start, end - block.start);
      out.set(part, at - start);
      at += part.length;
    }
    return out;
  }

  async #load(at: number, end: number): Promise<Block> {
    const known = this.#blocks
      .filter((b) => b.start > at)
      .reduce((next, b) => Math.min(next, b.start), Infinity);
    const wanted = Math.min(at + MOST, Math.max(end, at + this.least), known, this.bytes.size ?? Infinity);
    const block = await this.#fetch(at, wanted);
    if (block.bytes.length === 0) throw new CheckError('truncated', `the file ends before byte ${at}`);
    return block;
  }

  async #fetch(start: number, end: number): Promise<Block> {
    this.signal.throwIfAborted();
    if (this.spent + (end - start) > this.budget)
      throw new CheckError('too-large', `key frames need more than ${this.budget} bytes`);
    const block = { start, bytes: await this.bytes.read(start, end, this.signal) };
    this.spent += block.bytes.length;
    this.#blocks.push(block);
    return block;
  }
}
