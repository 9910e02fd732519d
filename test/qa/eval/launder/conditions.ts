/** What happens to clips on their way through sites and hands, as arguments of ffmpeg; one list a generation. */
export interface Laundering {
  name: string;
  ending: 'mp4' | 'webm';
  /** @param isAI marks are pasted on the others only */
  generations(size: { width: number; height: number }, isAI: boolean): string[][];
}

const x264 = (crf: number, filter = ''): string[] => [
  ...['-vf', `${filter}${filter ? ',' : ''}format=yuv420p`, '-c:v', 'libx264', '-threads', '1'],
  ...['-preset', 'medium', '-crf', String(crf)],
];

/** Never enlarged; even sides, which 4:2:0 needs. */
function toShortSide({ width, height }: { width: number; height: number }, short: number): string {
  const k = Math.min(1, short / Math.min(width, height));
  const even = (side: number) => 2 * Math.round((side * k) / 2);
  return `scale=${even(width)}:${even(height)}:flags=bicubic`;
}

const even = (share: number): string =>
  `crop=2*floor(iw*${share}/2):2*floor(ih*${share}/2):(iw-ow)/2:(ih-oh)/2`;

const CAPTION =
  "drawtext=font=sans:text='wait for the end':fontsize=h/14:fontcolor=white:borderw=2:bordercolor=black:x=(w-tw)/2:y=h*0.78," +
  "drawtext=font=sans:text='@someone':fontsize=h/22:fontcolor=white:box=1:boxcolor=black@0.5:boxborderw=6:x=w*0.05:y=h*0.05";

/** Where marks are: the corners and the middles of the sides, blurred beyond reading in both classes alike. */
function maskPlaces(): string {
  const places = [0, 0.74].flatMap((x) => [0.02, 0.43, 0.84].map((y) => [x, y] as const));
  const boxes = places.map(
    ([x, y], i) =>
      `[m${i}]crop=2*floor(iw*0.13):2*floor(ih*0.07):iw*${x}:ih*${y},boxblur=luma_radius=min(cw\\,ch)/3:luma_power=3[b${i}]`,
  );
  const overlays = places.map(
    ([x, y], i) =>
      `[${i === 0 ? 'base' : `o${i - 1}`}][b${i}]overlay=W*${x}:H*${y}${i < places.length - 1 ? `[o${i}]` : ''}`,
  );
  const split = `split=${places.length + 1}[base]${places.map((_, i) => `[m${i}]`).join('')}`;
  return [split, ...boxes, ...overlays].join(';');
}

/** A word beside a disc, three quarters opaque, that changes its place every fourth picture: drawn here, no one's logo. */
function pastedMark(): string {
  const at = (i: number) => `enable='eq(mod(floor(n/4)\\,3)\\,${i})'`;
  const places = [
    ['w*0.06', 'h*0.08'],
    ['w*0.68', 'h*0.5'],
    ['w*0.06', 'h*0.88'],
  ];
  return places
    .map(
      ([x, y], i) =>
        `drawtext=font=sans:text='● Sora':fontsize=h/18:fontcolor=white@0.75:x=${x}:y=${y}:${at(i)}`,
    )
    .join(',');
}

const CLEAN = 23;

export const LAUNDERINGS: readonly Laundering[] = [
  { name: 'CRF 28', ending: 'mp4', generations: () => [x264(28)] },
  { name: 'CRF 35', ending: 'mp4', generations: () => [x264(35)] },
  { name: '480p', ending: 'mp4', generations: (size) => [x264(CLEAN, toShortSide(size, 480))] },
  {
    name: 'two generations',
    ending: 'mp4',
    generations: (size) => [x264(28, toShortSide(size, 480)), x264(30, toShortSide(size, 400))],
  },
  {
    name: 'VP9',
    ending: 'webm',
    generations: () => [
      [
        ...['-pix_fmt', 'yuv420p', '-c:v', 'libvpx-vp9', '-threads', '1', '-crf', '36', '-b:v', '0'],
        ...['-deadline', 'good', '-cpu-used', '5'],
      ],
    ],
  },
  { name: 'cropped 10 %', ending: 'mp4', generations: () => [x264(CLEAN, even(0.9))] },
  { name: 'captioned', ending: 'mp4', generations: () => [x264(CLEAN, CAPTION)] },
  { name: 'mark masked', ending: 'mp4', generations: () => [x264(CLEAN, maskPlaces())] },
  {
    name: 'mark pasted on real',
    ending: 'mp4',
    generations: (_, isAI) => [x264(CLEAN, isAI ? '' : pastedMark())],
  },
];
