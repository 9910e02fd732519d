/** What a media element plays: pictures with or without sound, or sound alone. */
export type Medium = 'video' | 'audio';

const HTML = 'http://www.w3.org/1999/xhtml';

/** An element that was made in another window of the page is no instance of this one's classes. */
const isNamed = (node: Node, name: string): boolean => {
  const { localName, namespaceURI } = node as Partial<Element>;
  return localName === name && namespaceURI === HTML;
};

export const isVideo = (node: Node): node is HTMLVideoElement =>
  node instanceof HTMLVideoElement || isNamed(node, 'video');

export const isMedia = (node: Node): node is HTMLMediaElement =>
  node instanceof HTMLMediaElement || isNamed(node, 'video') || isNamed(node, 'audio');

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
