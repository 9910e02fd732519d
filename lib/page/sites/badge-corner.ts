import type { BadgePreference, PostRule, Site } from './site';

/** Where the badge may sit on this site (and in this layout of it): the least contested corner of the video. */
export function badgeCorner(
  { badge: { layouts, ...standard } }: Site,
  rule: PostRule | null = null,
): BadgePreference {
  return (rule && layouts?.[rule.layout]) ?? standard;
}
