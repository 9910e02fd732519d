import { toCheckError } from '../evidence/check-error';
import type { OriginalDetails } from '../evidence/credentials/original-details';
import type { Subject } from '../evidence/evidence';
import type { ByteSource } from '../media/byte-source';
import type { Frame, FrameRequest } from '../media/frame';
import { type FrameSketch, SKETCH_SIDE, sketchFrame } from '../media/frames-match';
import { readWhole } from '../media/read-whole';

export interface PictureDeps {
  /** Whole pictures as the element shows them while it plays. */
  frames(request: FrameRequest): Promise<Frame[]>;
  /** Sketches of the pictures of a file near these moments; `start` is the time of its first picture in seconds. */
  sketch(
    file: Uint8Array,
    start: number,
    signal: AbortSignal,
    moments: readonly number[],
  ): Promise<FrameSketch[]>;
  /** The file that plays, where it is one that may be read; null for a stream. */
  playing: ByteSource | null;
  /** Most bytes that reading the playing file may cost. */
  budget: number;
}

/** What the viewer is shown of a video. */
export interface Shown {
  sketches: FrameSketch[];
  by: NonNullable<OriginalDetails['comparedWith']>;
}

const SCREEN: FrameRequest = { count: 3, side: SKETCH_SIDE, whole: true };
/** Places in the playing file whose pictures are compared: parts of its length. */
const PLACES = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * Pictures that an original file has to match: from the screen where the browser lets them be read and the video
 * plays; else out of the very file that plays, which is another request to the host that serves it already.
 * @returns null where neither can be had
 * @throws CheckError cancelled
 */
export async function shownPictures(
  subject: Subject,
  deps: PictureDeps,
  signal: AbortSignal,
): Promise<Shown | null> {
  if (subject.encrypted) return null;
  const tries = [
    async (): Promise<Shown | null> =>
      subject.pixels === 'readable'
        ? { sketches: (await deps.frames(SCREEN)).map(sketchFrame), by: 'screen' }
        : null,
    async (): Promise<Shown | null> => ofPlayingFile(subject, deps, signal),
  ];
  for (const attempt of tries) {
    try {
      const shown = await attempt();
      if (shown && shown.sketches.length > 0) return shown;
    } catch (error) {
      if (toCheckError(error).reason === 'cancelled') throw error;
    }
  }
  return null;
}

async function ofPlayingFile(
  { duration }: Subject,
  { playing, sketch, budget }: PictureDeps,
  signal: AbortSignal,
): Promise<Shown | null> {
  if (!playing || duration <= 0) return null;
  const moments = PLACES.map((place) => place * duration);
  const sketches = await sketch(await readWhole(playing, budget, signal), 0, signal, moments);
  const closest = moments.flatMap((moment) => nearest(sketches, moment) ?? []);
  return { sketches: [...new Set(closest)], by: 'playing-file' };
}

const nearest = (sketches: readonly FrameSketch[], moment: number): FrameSketch | null =>
  sketches.reduce<FrameSketch | null>(
    (best, sketch) =>
      best === null || Math.abs(sketch.time - moment) < Math.abs(best.time - moment) ? sketch : best,
    null,
  );
