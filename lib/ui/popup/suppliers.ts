import type { VideoRecord } from '../../messaging/video-record';
import { hostOf } from '../shared/site';

/**
 * Hosts in a tab that may be let to hand over what they play: those that feed a player there, and the tab's own where it
 * was chosen before; the tab's own first.
 */
export function suppliersOf(
  host: string,
  chosen: readonly string[],
  videos: readonly VideoRecord[],
): string[] {
  const feeding = videos
    .filter(({ subject }) => subject.url.startsWith('blob:'))
    .map(({ subject }) => hostOf(subject.frameUrl))
    .filter((other) => other !== '');
  const own = chosen.includes(host) || feeding.includes(host) ? [host] : [];
  return [...new Set([...own, ...feeding])];
}
