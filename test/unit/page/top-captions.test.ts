import { describe, expect, it } from 'vitest';
import { hasCaptionsOnTop } from '../../../lib/page/top-captions';

const captioned = (mode: TextTrackMode, cue: Partial<VTTCue>) => ({
  textTracks: [{ mode, cues: [cue] }] as unknown as TextTrackList,
});

describe('captions along the top', () => {
  it('are cues that say so, in a track that is shown', () => {
    expect(hasCaptionsOnTop(captioned('showing', { line: 0, snapToLines: true }))).toBe(true);
    expect(hasCaptionsOnTop(captioned('showing', { line: 10, snapToLines: false }))).toBe(true);
    expect(hasCaptionsOnTop(captioned('hidden', { line: 0, snapToLines: true }))).toBe(false);
    expect(hasCaptionsOnTop(captioned('showing', { line: 'auto', snapToLines: true }))).toBe(false);
    expect(hasCaptionsOnTop(captioned('showing', { line: 80, snapToLines: false }))).toBe(false);
    expect(hasCaptionsOnTop(captioned('showing', { line: -1, snapToLines: true }))).toBe(false);
    expect(hasCaptionsOnTop({ textTracks: [] as unknown as TextTrackList })).toBe(false);
  });
});
