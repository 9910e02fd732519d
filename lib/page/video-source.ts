import { isVideo, mediumOf, pictureSize } from './medium';
import { isReadable } from './pixels';

/** Longer addresses are `data:` URLs, whose bytes are no business of a message. */
const LONGEST_URL = 8000;
const STREAM = 'blob:';
/** For what has no address: a camera, a call, a canvas. */
const LIVE = 'mediastream:';

/** What a video plays, as far as the element tells. */
export interface Source {
  /** Absolute address without fragment; `mediastream:` or `blob:` alone for an object that has none. */
  url: string;
  /** Each load of it may play something else. */
  stream: boolean;
}

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');

/** The source of `video`, null while it has none. */
export function sourceOf(video: HTMLMediaElement): Source | null {
  // Besides live streams there are handles of Media Sources (those in workers), and files.
  if (video.srcObject) return { url: video.srcObject instanceof MediaStream ? LIVE : STREAM, stream: true };
  // `currentSrc` keeps the last address after the source was taken away.
  const hasLoaded =
    video.networkState === HTMLMediaElement.NETWORK_IDLE ||
    video.networkState === HTMLMediaElement.NETWORK_LOADING;
  const loaded = hasLoaded ? video.currentSrc : '';
  const url = withoutFragment(loaded || video.src || (video.querySelector('source')?.src ?? ''));
  if (url === '') return null;
  return { url: url.length > LONGEST_URL ? url.slice(0, 64) : url, stream: url.startsWith(STREAM) };
}

/**
 * Whether a media event means that `now` is another source than `before`.
 * @param loads the event starts a new load (`loadstart`, `emptied`)
 */
export function isAnotherSource(before: Source | null, now: Source | null, loads: boolean): boolean {
  if (before === null || now === null) return before !== now;
  return before.url !== now.url || (loads && now.stream);
}

/** Credentials mode of the page's own request for the media (HTML standard, CORS settings attribute). */
export function credentialsModeOf(crossOrigin: string | null): 'include' | 'same-origin' {
  return crossOrigin === null || crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
}

export const isPlaying = (video: HTMLMediaElement): boolean =>
  !video.paused && !video.ended && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;

/** Something of its present source was played. */
export const wasPlayed = (media: HTMLMediaElement): boolean => media.played.length > 0 || isPlaying(media);

/** The facts about the element that a check starts from; sizes in pixels and length in seconds, 0 where unknown. */
export function describe(video: HTMLMediaElement, encrypted: boolean) {
  const medium = mediumOf(video);
  const readable = medium === 'video' && isVideo(video) && !encrypted && isReadable(video);
  return {
    medium,
    ...pictureSize(video),
    duration: Number.isNaN(video.duration) ? 0 : video.duration,
    credentialsMode: credentialsModeOf(video.crossOrigin),
    pixels: readable ? ('readable' as const) : ('tainted' as const),
    playing: isPlaying(video),
    encrypted,
  };
}
