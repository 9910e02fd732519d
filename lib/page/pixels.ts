import { CheckError } from '../evidence/check-error';
import { fitted, type Frame, type FrameRequest, type Rectangle } from '../media/frame';
import { middleSquare, squareView } from '../media/square-view';
import { framesNeeded, isDue, MOST_FRAMES, spacingOf } from './frame-plan';

/** Longest watch over a playing video, in milliseconds. */
const PATIENCE = 6000;
/** A player that has set up its video is given so long to play it, in milliseconds. */
const START = 1000;

type Canvas = OffscreenCanvasRenderingContext2D;

function canvas(width: number, height: number): Canvas {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new CheckError('no-frames', 'no 2d canvas here');
  return context;
}

/** Before there is a picture, the address must say what the canvas will. */
function mayBeRead(video: HTMLVideoElement): boolean {
  const url = video.currentSrc || video.src;
  if (video.srcObject || video.crossOrigin !== null || /^(blob|data):/.test(url)) return true;
  return URL.canParse(url) && new URL(url).origin === location.origin;
}

/** Whether pixels of `video` can be read here: one pixel is drawn where there is one, else a guess by origin. */
export function isReadable(video: HTMLVideoElement): boolean {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return mayBeRead(video);
  try {
    const context = canvas(1, 1);
    context.drawImage(video, 0, 0, 1, 1, 0, 0, 1, 1);
    context.getImageData(0, 0, 1, 1);
    return true;
  } catch {
    return false;
  }
}

/** Larger squares are drawn at this side, in pixels: averaging 4K pictures would hold up the page. */
const MOST_SIDE = 1080;

/** RGBA pixels of a part of what a video shows, drawn at a size. */
function draw(
  video: HTMLVideoElement,
  from: Rectangle,
  { width, height }: Pick<Rectangle, 'width' | 'height'>,
): Uint8Array {
  const context = canvas(width, height);
  context.drawImage(video, from.x, from.y, from.width, from.height, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height, { colorSpace: 'srgb' });
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function take(video: HTMLVideoElement, { side, whole }: FrameRequest, time: number): Frame {
  const { videoWidth: fullWidth, videoHeight: fullHeight } = video;
  const common = { time, fullWidth, fullHeight };
  if (whole) {
    const size = fitted(fullWidth, fullHeight, side);
    const from = { x: 0, y: 0, width: fullWidth, height: fullHeight };
    return { ...common, ...size, data: draw(video, from, size) };
  }
  const square = middleSquare(fullWidth, fullHeight);
  const drawn = Math.min(square.width, MOST_SIDE);
  const box = { x: 0, y: 0, width: drawn, height: drawn };
  return {
    ...{ ...common, width: side, height: side },
    data: squareView(draw(video, square, box), drawn, box, side),
  };
}

/**
 * Calls `onFrame` with the media time (seconds) of each frame as it is presented, until it returns false,
 * the video pauses, ends, changes its source or leaves, or the patience is at an end.
 */
function watchFrames(video: HTMLVideoElement, signal: AbortSignal, onFrame: (time: number) => boolean) {
  return new Promise<void>((resolve, reject) => {
    const over = new AbortController();
    let handle = 0;
    const end = (settle: () => void) => {
      video.cancelVideoFrameCallback(handle);
      clearTimeout(timer);
      over.abort();
      settle();
    };
    const stop = () => end(resolve);
    const timer = setTimeout(stop, PATIENCE);
    for (const type of ['pause', 'ended', 'emptied'])
      video.addEventListener(type, stop, { signal: over.signal });
    signal.addEventListener('abort', stop, { signal: over.signal });
    const presented = (_now: number, frame: { mediaTime: number }) => {
      try {
        if (video.isConnected && onFrame(frame.mediaTime))
          handle = video.requestVideoFrameCallback(presented);
        else stop();
      } catch (error) {
        end(() => reject(error));
      }
    };
    if (video.paused) presented(0, { mediaTime: video.currentTime });
    if (video.paused || signal.aborted) stop();
    else handle = video.requestVideoFrameCallback(presented);
  });
}

/** Waits for a video that stands still to begin, for a moment. */
function beginning(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  if (!video.paused || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(end, START);
    video.addEventListener('play', end, { signal: over.signal });
    signal.addEventListener('abort', end, { signal: over.signal });
  });
}

/**
 * Pictures of what a playing video shows, taken as it plays; nothing is sought, paused or started.
 * Eight frames at most, spread over up to six seconds; of whole pictures also fewer than asked for, and one of a
 * video that stands still.
 * @throws CheckError `no-frames` where pixels cannot be read, `too-few-frames`, `cancelled`
 */
export async function takeFrames(
  video: HTMLVideoElement,
  request: FrameRequest,
  signal: AbortSignal,
): Promise<Frame[]> {
  const count = Math.min(request.count, MOST_FRAMES);
  const frames: Frame[] = [];
  let last: number | null = null;
  // Whole pictures are wanted of streams, which are announced before they play.
  if (request.whole) await beginning(video, signal);
  try {
    await watchFrames(video, signal, (time) => {
      if (video.videoWidth > 0 && isDue(last, time, spacingOf(video.duration))) {
        frames.push(take(video, request, time));
        last = time;
      }
      return frames.length < count;
    });
    // What stalls presents nothing new, but shows what it has.
    if (request.whole && frames.length === 0 && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA)
      frames.push(take(video, request, video.currentTime));
  } catch (error) {
    throw error instanceof CheckError
      ? error
      : new CheckError('no-frames', 'pixels cannot be read', { cause: error });
  }
  if (signal.aborted) throw new CheckError('cancelled', 'the video has gone');
  if (frames.length < (request.whole ? 1 : framesNeeded(count)))
    throw new CheckError('too-few-frames', `${frames.length} of ${count}`);
  return frames;
}
