import type { Chain } from './chain';

/** Boxes that say where a player finds each chunk, or each run of a fragment. */
const OFFSET_TABLES = [
  '/moov/trak/mdia/minf/stbl/stco',
  '/moov/trak/mdia/minf/stbl/co64',
  '/moof/traf/tfhd',
  '/moof/traf/trun',
];

/**
 * How much of the offset tables the hash over an ISO-BMFF file leaves out (C2PA 2.2, 18.6): `none` of it; the `tables` alone,
 * so that whoever holds the file can move what is played; or `all` around them.
 */
export type OffsetsLeftOut = 'none' | 'tables' | 'all';

export function offsetsLeftOut(exclusions: readonly string[]): OffsetsLeftOut {
  const paths = exclusions.map((path) => path.replace(/\[\d+\]/g, '').replace(/\/$/, ''));
  if (paths.some((path) => OFFSET_TABLES.some((table) => path !== table && table.startsWith(`${path}/`))))
    return 'all';
  return paths.some((path) => OFFSET_TABLES.includes(path)) ? 'tables' : 'none';
}

/** Exclusions of the hash that binds the active manifest: its own, or its parent's where it is an update. */
export function bindingExclusions({ links }: Chain): readonly string[] {
  return (
    links.find(({ manifest, position }) => position !== 'component' && manifest.exclusions)?.manifest
      .exclusions ?? []
  );
}
