import { GENERIC } from './generic';
import type { BadgePreference, PostRule, Site } from './site';

type Direction = 'ltr' | 'rtl';

/** Where the badge may sit on this site (and in this layout of it): the least contested corner of the video. */
export function badgeCorner(
  site: Site,
  rule: PostRule | null = null,
  direction: Direction = 'ltr',
): BadgePreference {
  const { layouts, ...standard } = site.badge;
  const preference = (rule && layouts?.[rule.layout]) ?? standard;
  // A site mirrors its layouts for languages that run from right to left, and with them what the corners hold.
  if (direction === 'ltr' || site === GENERIC) return preference;
  return { ...preference, corner: preference.corner === 'top-left' ? 'top-right' : 'top-left' };
}
