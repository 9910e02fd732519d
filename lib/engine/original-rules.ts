import { CheckError } from '../evidence/check-error';
import type { Subject } from '../evidence/evidence';
import { isPrivateHost } from '../media/private-host';

const isPrivate = (address: string): boolean =>
  URL.canParse(address) && isPrivateHost(new URL(address).hostname);

/**
 * Whether an address that a page or a server named may be asked for an original file. Https, or the page's own http;
 * nothing in the viewer's own network unless the page and the frame are there themselves; no names and passwords.
 * @returns null where nothing stands against it
 */
export function refusalOfOriginal(
  address: string,
  { frameUrl, pageUrl }: Pick<Subject, 'frameUrl' | 'pageUrl'>,
): CheckError | null {
  const url = URL.parse(address);
  const isPlainPage = URL.parse(pageUrl)?.protocol === 'http:';
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isPlainPage)))
    return new CheckError('original-unknown', 'no address that may be read');
  if (url.username !== '' || url.password !== '')
    return new CheckError('original-unknown', 'an address with a password');
  if (isPrivate(address) && !(isPrivate(pageUrl) && isPrivate(frameUrl)))
    return new CheckError('private-network', `${url.host} is in a private network, the page is not`);
  return null;
}
