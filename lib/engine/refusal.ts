import { CheckError } from '../evidence/check-error';
import type { Job } from '../messaging/job';
import { isPrivateHost } from '../media/private-host';

/**
 * Why a video cannot be checked at all, decided from what is known before the first byte.
 * @returns null where nothing stands against trying
 */
export function refusalOf({ subject, mediaAccess }: Job): CheckError | null {
  if (subject.encrypted) return new CheckError('drm', 'the video is encrypted');
  if (subject.url === '') return new CheckError('live', 'the video plays a live MediaStream');
  let url: URL;
  try {
    url = new URL(subject.url);
  } catch (cause) {
    return new CheckError('unsupported-format', 'the address of the media is not a URL', { cause });
  }
  // What the page feeds to its player is looked for by what it fetched; whether it is live, its playlist tells.
  if (url.protocol === 'blob:') return null;
  if (url.protocol === 'mediastream:')
    return new CheckError('live', 'a camera, a call, or what a page draws');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return new CheckError('unsupported-format', `addresses of kind ${url.protocol} are not read`);
  if (isPrivateHost(url.hostname) && !pageIsPrivate(subject.pageUrl))
    return new CheckError('private-network', 'a public page points into a private network');
  if (!mediaAccess) return new CheckError('no-permission', `no access to ${url.host}`);
  return null;
}

function pageIsPrivate(pageUrl: string): boolean {
  return URL.canParse(pageUrl) && isPrivateHost(new URL(pageUrl).hostname);
}
