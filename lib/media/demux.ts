import { CustomSource, Input, MATROSKA, MP4, MPEG_TS, QTFF, WEBM } from 'mediabunny';
import type { BlockReader } from './block-reader';

/** Containers of one file; playlists, which name further addresses, are not among them. */
const FORMATS = [MP4, QTFF, WEBM, MATROSKA, MPEG_TS];

/** A demuxer over bounded reads. Dispose of the input when done. */
export interface Demuxer {
  input: Input;
  /**
   * The first error of the reader. The demuxer passes it on wrapped, or later, or takes a failed read for the end of
   * the file: what the reader said is what happened.
   */
  failure(): unknown;
}

/** @param cacheBytes bytes that the demuxer may keep */
export function demux(reader: BlockReader, cacheBytes: number): Demuxer {
  let failure: unknown = null;
  const noted = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      failure ??= error;
      throw error;
    });
  const source = new CustomSource({
    getSize: () => noted(reader.size()),
    read: (start, end) => noted(reader.read(start, end)),
    maxCacheSize: cacheBytes,
    handleUnhandledError: () => undefined,
  });
  return { input: new Input({ formats: FORMATS, source }), failure: () => failure };
}
