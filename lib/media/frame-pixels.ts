import type { Frame, FrameRequest, Rectangle } from './frame';
import { middleSquare, squareView } from './square-view';

export type Turn = 0 | 90 | 180 | 270;

/** RGBA pixels turned clockwise. */
export function turned(
  data: Uint8Array,
  width: number,
  height: number,
  turn: Turn,
): { data: Uint8Array; width: number; height: number } {
  if (turn === 0) return { data, width, height };
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  const across = turn !== 180;
  const [w, h] = across ? [height, width] : [width, height];
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const [sx, sy] =
        turn === 180
          ? [width - 1 - x, height - 1 - y]
          : turn === 90
            ? [y, height - 1 - x]
            : [width - 1 - y, x];
      to[y * w + x] = from[sy * width + sx] ?? 0;
    }
  return { data: new Uint8Array(to.buffer), width: w, height: h };
}

/** Where a browser does not convert in `copyTo` the canvas does. */
function pixelsByCanvas(frame: VideoFrame, box: Rectangle): Uint8Array {
  const canvas = new OffscreenCanvas(box.width, box.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d context');
  // Visible pixels, not the display size, which a pixel aspect ratio stretches.
  const visible = frame.visibleRect;
  const [width, height] = [visible?.width ?? frame.codedWidth, visible?.height ?? frame.codedHeight];
  context.drawImage(frame, -box.x, -box.y, width, height);
  const { data } = context.getImageData(0, 0, box.width, box.height);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

async function pixelsByCopy(frame: VideoFrame, box: Rectangle): Promise<Uint8Array> {
  const { x = 0, y = 0 } = frame.visibleRect ?? {};
  const data = new Uint8Array(box.width * box.height * 4);
  await frame.copyTo(data, {
    format: 'RGBA',
    colorSpace: 'srgb',
    rect: { x: box.x + x, y: box.y + y, width: box.width, height: box.height },
    layout: [{ offset: 0, stride: box.width * 4 }],
  });
  return data;
}

/**
 * The middle square of a decoded picture, upright, averaged to the asked-for side. Closes the picture in every case.
 * @param turn clockwise turn that the container asks for
 */
export async function takePixels(frame: VideoFrame, { side }: FrameRequest, turn: Turn): Promise<Frame> {
  try {
    const width = frame.visibleRect?.width ?? frame.codedWidth;
    const height = frame.visibleRect?.height ?? frame.codedHeight;
    const square = middleSquare(width, height);
    // Copied from even offsets: chroma of nearly every video is stored for pairs of pixels.
    const [left, top] = [square.x % 2, square.y % 2];
    const part = {
      ...{ x: square.x - left, y: square.y - top },
      ...{ width: square.width + left, height: square.height + top },
    };
    const data = await pixelsByCopy(frame, part).catch(() => pixelsByCanvas(frame, part));
    const view = squareView(data, part.width, { ...square, x: left, y: top }, side);
    const across = turn === 90 || turn === 270;
    return {
      time: frame.timestamp / 1e6,
      ...turned(view, side, side, turn),
      fullWidth: across ? height : width,
      fullHeight: across ? width : height,
    };
  } finally {
    frame.close();
  }
}
