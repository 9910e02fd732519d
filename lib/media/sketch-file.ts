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

/**
 * Sketches of every picture of a small file, for {@link sketchesMatch}. Runs where `VideoDecoder` is.
 * @param start time in seconds that the first picture has in the presentation, whatever the file says
 * @throws CheckError unsupported-format, no-frames, cancelled
 */
export async function sketchFile(
  bytes: Uint8Array,
  start: number,
  signal: AbortSignal,
): Promise<FrameSketch[]> {
  const input = new Input({ formats: [MP4, QTFF], source: new BufferSource(bytes) });
  const sketches: FrameSketch[] = [];
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new CheckError('no-frames', 'no video track');
    if (!(await track.canDecode()))
      throw new CheckError('unsupported-format', 'this browser does not decode the stream');
    let first: number | null = null;
    for await (const sample of new VideoSampleSink(track).samples()) {
      try {
        if (signal.aborted) throw new CheckError('cancelled', 'cancelled', { cause: signal.reason });
        first ??= sample.timestamp;
        sketches.push(sketchSample(sample, sample.timestamp - first + start));
      } finally {
        sample.close();
      }
      if (sketches.length >= MOST_PICTURES) break;
    }
  } finally {
    input.dispose();
  }
  return sketches;
}
