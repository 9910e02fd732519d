const KIB = 1024;
/** Reads up to this length are fetched as asked: headers, most manifests. Longer ones are rounded up to blocks. */
const SMALL = 32 * KIB;
const BLOCK = 64 * KIB;
/** Longest single request of a read in blocks. */
const MOST = 256 * KIB;

export interface RangeLimits {
  /** Nothing behind `end` is fetched: players ask for the same range, so that a cache has just that. */
  exact: boolean;
  /** Bytes that may still be fetched. */
  left: number;
  /** Where the next bytes begin that are held already, or the file ends; Infinity where neither is known. */
  next: number;
}

/** Where a request that begins at `start` should end, in bytes, so that `end` is reached in few requests. */
export function endOfRange(start: number, end: number, { exact, left, next }: RangeLimits): number {
  const wanted = end - start;
  if (exact || wanted <= SMALL) return end;
  const blocks = Math.min(MOST, Math.ceil(wanted / BLOCK) * BLOCK);
  return Math.min(start + Math.min(blocks, Math.max(wanted, left)), next);
}
