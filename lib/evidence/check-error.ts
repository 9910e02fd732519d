/**
 * Why a check could not be made. Each has its own words in `public/_locales` (`reason_*`).
 * "Could not check" is never "nothing found".
 */
export const REASONS = [
  'drm',
  'blocked', // the site answers 401/403/404/410 or refuses the connection
  'missing', // 404, 410
  'original-unknown', // the server that should know where an original file lies names none that may be read
  'login',
  'too-large',
  'live',
  'playlist', // a playlist that leads nowhere: to itself, to nothing, to something else
  'frames-differ', // what was checked is not what is on screen
  'stream', // bytes behind a blob: or MediaStream that cannot be reached yet
  'unsupported-format',
  'empty-file',
  'not-media', // HTML or other text served as a video
  'truncated',
  'credentials-malformed', // a C2PA box that cannot be parsed
  'remote-manifest', // credentials kept elsewhere; never fetched on our own
  'offline',
  'network',
  'timed-out',
  'too-many', // more videos of one page at once than are kept in the queue
  'redirect-loop',
  'range-ignored', // the server sends the whole file whatever is asked
  'data-saver',
  'private-network',
  'no-permission',
  'no-frames',
  'no-pictures', // sound alone: nothing on screen to compare bytes with
  'audio', // sound alone: nothing to look at
  'too-few-frames',
  'too-small', // under 240 px on the short side
  'still-picture',
  'overlay',
  'out-of-distribution',
  'model-damaged',
  'cancelled',
  'memory',
  'internal',
] as const;

export type Reason = (typeof REASONS)[number];

/** A named failure of a check; the engine turns it into could-not-check evidence with that reason. */
export class CheckError extends Error {
  override readonly name = 'CheckError';

  constructor(
    readonly reason: Reason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Maps anything thrown to a {@link CheckError}, so that no raw exception crosses a boundary. */
export function toCheckError(error: unknown): CheckError {
  if (error instanceof CheckError) return error;
  if (error instanceof DOMException && error.name === 'AbortError')
    return new CheckError('cancelled', 'cancelled', { cause: error });
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return new CheckError('timed-out', 'timed out', { cause: error });
  if (error instanceof RangeError && /memory|allocation/i.test(error.message))
    return new CheckError('memory', error.message, { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new CheckError('internal', message, { cause: error });
}
