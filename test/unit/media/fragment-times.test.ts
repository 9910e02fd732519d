import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fragmentTime, trackClocks } from '../../../lib/media/fragment-times';

const source = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/streams/source/${name}`, import.meta.url)));

/** Lengths in seconds as the playlist beside the segments says. */
function lengths(list: string): number[] {
  const text = new TextDecoder().decode(source(list));
  return [...text.matchAll(/#EXTINF:([\d.]+)/g)].map(([, seconds]) => Number(seconds));
}

describe('when a fragment is played', () => {
  it.each([0, 1, 2])('follows from its own boxes: track %i', (track) => {
    const clocks = trackClocks(source(`init-${track}.mp4`));
    expect(clocks.size).toBe(1);
    let start = 0;
    for (const [index, length] of lengths(`media_${track}.m3u8`).entries()) {
      const time = fragmentTime(source(`segment-${track}-${index + 1}.m4s`), clocks);
      expect(time?.start).toBeCloseTo(start, 1);
      expect(time?.duration).toBeCloseTo(length, 1);
      start += length;
    }
  });

  it('is unknown without the clock of its track, or without a fragment', () => {
    const segment = source('segment-0-1.m4s');
    expect(fragmentTime(segment, new Map())).toBeNull();
    expect(fragmentTime(source('init-0.mp4'), trackClocks(source('init-0.mp4')))).toBeNull();
    expect(trackClocks(segment).size).toBe(0);
  });

  it('is unknown, or a number, whatever is cut off', () => {
    const clocks = trackClocks(source('init-0.mp4'));
    const segment = source('segment-0-2.m4s');
    for (let end = 0; end < 600; end += 7) {
      const time = fragmentTime(segment.subarray(0, end), clocks);
      expect(time === null || Number.isFinite(time.start + time.duration)).toBe(true);
    }
  });
});
