/** More cues than this are not looked through. */
const MOST_CUES = 50;
/** Lines, counted from the top, and the share of the height in percent in which a badge could be met. */
const TOP_LINES = 4;
const TOP_SHARE = 30;

/** Default is the bottom; negative lines count from there (WebVTT, 6.1). */
const isOnTop = (cue: TextTrackCue): boolean => {
  const { line, snapToLines } = cue as VTTCue;
  if (typeof line !== 'number' || line < 0) return false;
  return snapToLines ? line < TOP_LINES : line < TOP_SHARE;
};

/** Whether a text track of the video that is shown has cues along the top. */
export function hasCaptionsOnTop({ textTracks }: Pick<HTMLMediaElement, 'textTracks'>): boolean {
  for (const { mode, cues } of textTracks) {
    if (mode !== 'showing' || !cues) continue;
    for (let index = 0; index < Math.min(cues.length, MOST_CUES); index++) {
      const cue = cues[index];
      if (cue && isOnTop(cue)) return true;
    }
  }
  return false;
}

/** Calls `changed` when tracks of the video come, are loaded, or are shown or hidden. */
export function watchCaptions(video: HTMLMediaElement, changed: () => void, signal: AbortSignal): void {
  for (const type of ['change', 'addtrack']) video.textTracks.addEventListener(type, changed, { signal });
  // What is loaded are its `<track>` elements, whose event does not bubble.
  video.addEventListener('load', changed, { capture: true, signal });
}
