import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Frame, FrameRequest } from '../../../lib/media/frame.ts';
import { middleSquare, squareView } from '../../../lib/media/square-view.ts';

const run = promisify(execFile);
/** Containers keep time in units of their own. */
const TOLERANCE = 0.002;

/** A frame without its pixels. */
export type FrameHead = Omit<Frame, 'data'>;

/**
 * The frames that a browser took of a file, decoded by ffmpeg instead: the same moments, the same view.
 * @throws Error where ffmpeg has no picture at one of the moments, or of another size
 */
export async function ffmpegFrames(
  path: string,
  heads: FrameHead[],
  request: FrameRequest,
): Promise<Frame[]> {
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'frame=best_effort_timestamp_time'],
    ...['-of', 'csv=p=0', path],
  ]);
  const times = stdout
    .split('\n')
    .map((line) => Number.parseFloat(line))
    .filter((time) => !Number.isNaN(time));
  const numbers = heads.map(({ time }) => {
    const number = times.findIndex((other) => Math.abs(other - time) < TOLERANCE);
    if (number < 0) throw new Error(`ffmpeg has no picture at ${time} s`);
    return number;
  });
  const rising = [...new Set(numbers)].sort((a, b) => a - b);
  const pictures = await decode(path, rising);
  return heads.map((head, i) => {
    const picture = pictures[rising.indexOf(numbers[i] ?? -1)];
    if (!picture) throw new Error(`ffmpeg gave no picture number ${numbers[i]}`);
    return viewOf(picture, head, request);
  });
}

async function decode(path: string, numbers: number[]): Promise<Uint8Array[]> {
  const wanted = numbers.map((number) => `eq(n\\,${number})`).join('+');
  const { stdout } = await run(
    'ffmpeg',
    [
      ...[
        '-v',
        'error',
        '-threads',
        '1',
        '-i',
        path,
        '-an',
        '-vf',
        `select=${wanted}`,
        '-fps_mode',
        'passthrough',
      ],
      ...['-sws_flags', 'bicubic+accurate_rnd+full_chroma_int+full_chroma_inp'],
      ...['-f', 'rawvideo', '-pix_fmt', 'rgba', 'pipe:1'],
    ],
    { encoding: 'buffer', maxBuffer: 2 ** 30 },
  );
  const length = stdout.length / numbers.length;
  return numbers.map((_, i) => new Uint8Array(stdout.subarray(i * length, (i + 1) * length)));
}

/** The view of a whole picture that the request asks for. */
export function viewOf(picture: Uint8Array, head: FrameHead, { side }: FrameRequest): Frame {
  const { time, fullWidth, fullHeight } = head;
  if (picture.length !== fullWidth * fullHeight * 4)
    throw new Error(`${picture.length} bytes for ${fullWidth} x ${fullHeight} pixels`);
  const data = squareView(picture, fullWidth, middleSquare(fullWidth, fullHeight), side);
  return { time, width: side, height: side, fullWidth, fullHeight, data };
}
