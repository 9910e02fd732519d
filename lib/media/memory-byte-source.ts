import type { ByteSource } from './byte-source';

/** A file in memory, for fixtures, tests and bytes that a page handed over. Costs nothing, counts all the same. */
export function createMemoryByteSource(bytes: Uint8Array, url = 'memory:'): ByteSource {
  let spent = 0;
  return {
    url,
    size: bytes.length,
    contentType: null,
    get spent() {
      return spent;
    },
    async read(start, end, signal) {
      signal.throwIfAborted();
      const part = bytes.slice(start, end);
      spent += part.length;
      return part;
    },
    async *stream(start, signal) {
      const step = 256 * 1024;
      for (let at = start; at < bytes.length; at += step) {
        signal.throwIfAborted();
        const part = bytes.slice(at, at + step);
        spent += part.length;
        yield part;
      }
    },
  };
}
