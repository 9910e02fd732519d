import { mediumOf } from './medium';
import type { StandingFacts } from './standing';

const PRESENTATIONAL = '[aria-hidden="true"], [role="presentation"], [role="none"]';

/** Reads the facts from the page. Computed styles are asked for only where the answer can matter. */
export function standingFacts(video: HTMLMediaElement, width: number, height: number): StandingFacts {
  const { muted, autoplay, loop, controls } = video;
  const silentLoop = muted && autoplay && loop && !controls;
  const style = silentLoop ? getComputedStyle(video) : null;
  return {
    medium: mediumOf(video),
    width,
    height,
    shown: video.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    muted,
    autoplay,
    loop,
    controls,
    presentational: silentLoop && video.closest(PRESENTATIONAL) !== null,
    fillsItsBox:
      style?.objectFit === 'cover' && (style.position === 'absolute' || style.position === 'fixed'),
    behind: Number(style?.zIndex) < 0,
    windowWidth: innerWidth,
  };
}
