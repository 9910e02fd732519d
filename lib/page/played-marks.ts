/** Seconds of playing after which a stream is looked at again: early, then ever more rarely. */
const MARKS = [4, 15, 60, 240, 900];

/**
 * Calls `onMark` when a video has played for so long in all, and when it has ended, until `signal` aborts.
 * What was not played of a stream is unknown, so there is more to check the longer it plays.
 */
export function watchPlayed(
  video: HTMLMediaElement,
  onMark: (seconds: number) => void,
  signal: AbortSignal,
): void {
  let played = 0;
  let last: number | null = null;
  let next = 0;
  const reset = () => {
    played = 0;
    last = null;
    next = 0;
  };
  const step = () => {
    const now = video.currentTime;
    // Jumps are not playing.
    if (last !== null && now > last && now - last < 2) played += now - last;
    last = now;
    const mark = MARKS[next];
    if (mark === undefined || played < mark) return;
    next += 1;
    onMark(Math.round(played));
  };
  video.addEventListener('timeupdate', step, { signal });
  video.addEventListener('emptied', reset, { signal });
  // Once: what plays in a loop was seen whole the first time.
  video.addEventListener('ended', () => onMark(Math.round(played)), { signal, once: true });
}
