import type { BadgePreference } from './sites/site';

type Side = 'left' | 'right';

/** A rectangle over a video, CSS pixels from the video's upper left corner. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where the strip with the badge lies on its video, CSS pixels from the edges inwards. */
export interface Spot {
  side: Side;
  x: number;
  y: number;
  /** Length of the strip; null: as far as the video reaches. */
  run: number | null;
}

export const USUAL_SPOT: Spot = { side: 'right', x: 0, y: 0, run: null };

export const isSameSpot = (a: Spot, b: Spot): boolean =>
  a.side === b.side && a.x === b.x && a.y === b.y && a.run === b.run;

/** Rows of the strip that a badge can stand in (badge-css.ts), with a little air. */
const [FIRST_ROW, LAST_ROW] = [4, 36];
const STRIP = 40;
/**
 * What a badge with words wants: its target and the room around it. The same for all labels, since the page sees
 * where a badge stands; a longer label ends in an ellipsis where there is no more room.
 */
const WANTED = 200;
/** A strip that holds the icon alone. */
const ICON = 44;
/** Rows are tried down to this share of the height, and offsets of a site are bounded by the other. */
const [LOWEST, MOST_OFFSET] = [0.6, 0.25];
const MOST_ROWS = 3;

const other = (side: Side): Side => (side === 'left' ? 'right' : 'left');

/** What stands in the rows of a strip at `y`, seen from `side`: from where to where, counted from that edge. */
function inRows(side: Side, y: number, width: number, taken: Area[]): { from: number; bottom: number }[] {
  return taken
    .filter(({ top, bottom }) => top < y + LAST_ROW && bottom > y + FIRST_ROW)
    .map(({ left, right, bottom }) => ({ from: side === 'left' ? left : width - right, bottom }));
}

interface Candidate {
  spot: Spot;
  /** Where what stands in the way ends; 0 where nothing does. */
  below: number;
}

function candidateAt(side: Side, x: number, y: number, width: number, taken: Area[]): Candidate {
  const met = inRows(side, y, width, taken).filter(({ from }) => from < width - x);
  if (met.length === 0) return { spot: { side, x, y, run: null }, below: 0 };
  const run = Math.floor(Math.min(...met.map(({ from }) => from)) - x);
  const near = met.filter(({ from }) => from < x + WANTED);
  return { spot: { side, x, y, run }, below: Math.max(0, ...near.map(({ bottom }) => bottom)) };
}

/** Both corners of the upper edge, then the rows beneath what stands there. */
function* candidates({ corner, offset }: BadgePreference, size: Size, taken: Area[]): Generator<Spot> {
  const first: Side = corner === 'top-left' ? 'left' : 'right';
  const y = Math.min(offset.y, Math.round(size.height * MOST_OFFSET));
  let columns = [
    { side: first, x: offset.x, y },
    { side: other(first), x: 0, y },
  ];
  for (let row = 0; row < MOST_ROWS; row++) {
    const next: typeof columns = [];
    for (const { side, x, y: top } of columns) {
      const { spot, below } = candidateAt(side, x, top, size.width, taken);
      yield spot;
      const lower = Math.ceil(below) - FIRST_ROW;
      if (lower > top && lower + STRIP <= size.height * LOWEST) next.push({ side, x, y: lower });
    }
    columns = next;
  }
}

interface Size {
  width: number;
  height: number;
}

/**
 * The best spot for a badge on a video of that size: the corner that the site prefers, else the nearest that is free.
 * Pure, and blind to what the badge says.
 * @param taken what stands over the video
 * @param current stays while it is free, so that a badge does not wander
 */
export function chooseSpot(
  preference: BadgePreference,
  size: Size,
  taken: Area[],
  current: Spot | null = null,
): Spot {
  const enough = (wanted: number) => (spot: Spot) => spot.run === null || spot.run >= wanted;
  const fits = enough(size.width < WANTED ? ICON : WANTED);
  const stays = current && candidateAt(current.side, current.x, current.y, size.width, taken).spot;
  const all = [...candidates(preference, size, taken)];
  const [first = USUAL_SPOT] = all;
  const best = stays && fits(stays) ? stays : (all.find(fits) ?? all.find(enough(ICON)));
  return best ?? { ...first, run: ICON };
}
