import type { Medium } from './medium';

/** Under this width or height, in CSS pixels, a video is furniture. */
export const SMALLEST = 120;
/** A loop that fills this part of a wide window's width is its backdrop. */
const BACKDROP_SHARE = 0.9;
/** Narrower windows are phones, where a feed's videos fill the width too. */
const WIDE_WINDOW = 700;

/** What is seen of a video when it is decided whether to check it unasked; lengths in CSS pixels. */
export interface StandingFacts {
  medium: Medium;
  width: number;
  height: number;
  /** Rendered and not transparent. */
  shown: boolean;
  muted: boolean;
  autoplay: boolean;
  loop: boolean;
  controls: boolean;
  /** Hidden from the accessibility tree, or marked as presentation, itself or an ancestor. */
  presentational: boolean;
  /** Out of the flow (absolute or fixed) and cropped to its box. */
  fillsItsBox: boolean;
  /** Below its surroundings (negative z-index). */
  behind: boolean;
  windowWidth: number;
}

/** Why a video waits until the viewer asks, null where it is checked unasked. */
export type Waiting = 'small' | 'hidden' | 'decorative' | null;

/** A silent endless loop alone is no decoration: feeds show short clips in just that way. */
function isBackdrop(facts: StandingFacts): boolean {
  if (!(facts.muted && facts.autoplay && facts.loop) || facts.controls) return false;
  const fillsWindow =
    facts.fillsItsBox &&
    facts.windowWidth >= WIDE_WINDOW &&
    facts.width >= facts.windowWidth * BACKDROP_SHARE;
  return facts.presentational || facts.behind || fillsWindow;
}

export function waitingOf(facts: StandingFacts): Waiting {
  if (!facts.shown || facts.width === 0 || facts.height === 0) return 'hidden';
  // A player of sound is a bar.
  if (facts.medium === 'audio') return null;
  if (facts.width < SMALLEST || facts.height < SMALLEST) return 'small';
  return isBackdrop(facts) ? 'decorative' : null;
}
