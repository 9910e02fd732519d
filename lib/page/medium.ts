/** What a media element plays: pictures with or without sound, or sound alone. */
export type Medium = 'video' | 'audio';

export const isVideo = (media: Node): media is HTMLVideoElement => media instanceof HTMLVideoElement;

/** Of a `<video>` only its metadata tell that there are no pictures in what it plays. */
export function mediumOf(media: HTMLMediaElement): Medium {
  if (!isVideo(media)) return 'audio';
  const isKnown = media.readyState >= HTMLMediaElement.HAVE_METADATA;
  return isKnown && media.videoWidth === 0 && media.videoHeight === 0 ? 'audio' : 'video';
}

/** Pixels of the picture; 0 where there is none, or none yet. */
export const pictureSize = (media: HTMLMediaElement): { width: number; height: number } =>
  isVideo(media) ? { width: media.videoWidth, height: media.videoHeight } : { width: 0, height: 0 };

/** Sound without a box on the page: played from script, behind controls of the page's own. */
export const isUnseen = (media: HTMLMediaElement, width: number, height: number): boolean =>
  !isVideo(media) && (width === 0 || height === 0);
