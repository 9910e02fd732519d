import { describe, expect, it } from 'vitest';
import { type StandingFacts, waitingOf } from '../../../lib/page/standing';

const feedClip: StandingFacts = {
  medium: 'video',
  width: 560,
  height: 315,
  shown: true,
  muted: true,
  autoplay: true,
  loop: true,
  controls: false,
  presentational: false,
  fillsItsBox: false,
  behind: false,
  windowWidth: 1280,
};

describe('which videos wait until asked', () => {
  it('not the silent loop of a feed: that is how short clips are shown', () => {
    expect(waitingOf(feedClip)).toBeNull();
    const phone = { ...feedClip, width: 390, height: 690, windowWidth: 390, fillsItsBox: true };
    expect(waitingOf(phone)).toBeNull();
  });

  it.each<[string, Partial<StandingFacts>, ReturnType<typeof waitingOf>]>([
    ['a thumbnail', { width: 119 }, 'small'],
    ['a strip', { height: 40 }, 'small'],
    ['just large enough', { width: 120, height: 120 }, null],
    ['a bar of sound', { medium: 'audio', height: 40 }, null],
    ['one without a box', { width: 0 }, 'hidden'],
    ['one that is transparent or not rendered', { shown: false }, 'hidden'],
    ['a loop hidden from screen readers', { presentational: true }, 'decorative'],
    ['a loop behind its surroundings', { behind: true }, 'decorative'],
    ['a loop as wide as the window', { fillsItsBox: true, width: 1280 }, 'decorative'],
    ['the same with controls', { fillsItsBox: true, width: 1280, controls: true }, null],
    ['the same with sound', { fillsItsBox: true, width: 1280, muted: false }, null],
    ['the same played once', { behind: true, loop: false }, null],
  ])('%s', (_name, facts, waiting) => {
    expect(waitingOf({ ...feedClip, ...facts })).toBe(waiting);
  });
});
