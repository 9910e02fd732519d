import { BufferSource, Input, MP4, QTFF, type VideoSample, VideoSampleSink } from 'mediabunny';
import { CheckError } from '../evidence/check-error';
import { fitted } from './frame';
import { type FrameSketch, SKETCH_SIDE, sketchFrame } from './frames-match';

/** Pictures of one file that are sketched, at most: a few segments of a stream. */
const MOST_PICTURES = 400;

function sketchSample(sample: VideoSample, time: number): FrameSketch {
  const { width, height } = fitted(sample.displayWidth, sample.displayHeight, SKETCH_SIDE);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new CheckError('no-frames', 'no 2d canvas here');
  sample.draw(context, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return sketchFrame({
    ...{ time, width, height, fullWidth: sample.displayWidth, fullHeight: sample.displayHeight },
    data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  });
}

/** Seconds around a moment within which pictures are compared. */
const NEAR = 0.5;

/**
 * Sketches of every picture of a file near some moments, for `sketchesMatch`. Runs where `VideoDecoder` is.
 * @param start time in seconds that the first picture has in the presentation, whatever the file says
 * @param moments seconds of the presentation
 * @throws CheckError unsupported-format, no-frames, cancelled
 */
export async function sketchFile(
  bytes: Uint8Array,
  start: number,
  signal: AbortSignal,
  moments: readonly number[],
): Promise<FrameSketch[]> {
  const input = new Input({ formats: [MP4, QTFF], source: new BufferSource(bytes) });
  const sketches: FrameSketch[] = [];
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new CheckError('no-frames', 'no video track');
    if (!(await track.canDecode()))
      throw new CheckError('unsupported-format', 'this browser does not decode the stream');
    const shift = start - (await track.getFirstTimestamp());
    const sink = new VideoSampleSink(track);
    for (const [from, to] of spansAround(moments))
      for await (const sample of sink.samples(from - shift, to - shift)) {
        try {
          if (signal.aborted) throw new CheckError('cancelled', 'cancelled', { cause: signal.reason });
          sketches.push(sketchSample(sample, sample.timestamp + shift));
        } finally {
          sample.close();
        }
        if (sketches.length >= MOST_PICTURES) return sketches;
      }
  } finally {
    input.dispose();
  }
  return sketches;
}

/** Spans of time near the moments, in order, none over another. */
export function spansAround(moments: readonly number[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const moment of moments.toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && moment - NEAR <= last[1]) last[1] = moment + NEAR;
    else spans.push([moment - NEAR, moment + NEAR]);
  }
  return spans;
}
