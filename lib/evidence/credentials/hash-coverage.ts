import type { Chain } from './chain';
import type { Binding } from './store';

/** Boxes that say where a player finds each chunk, or each run of a fragment. */
const OFFSET_TABLES = [
  '/moov/trak/mdia/minf/stbl/stco',
  '/moov/trak/mdia/minf/stbl/co64',
  '/moof/traf/tfhd',
  '/moof/traf/trun',
];
/** What else decides what is played of the media data. */
const SAMPLE_TABLE = '/moov/trak/mdia/minf/stbl';

/**
 * What the hash over an ISO-BMFF file leaves to whoever holds the file (C2PA 2.3, 18.6): nothing of what is played; the `offsets`
 * of its chunks alone, which the media data itself can confirm; or so much that a match says nothing (`too-much`).
 */
export type LeftOut = 'none' | 'offsets' | 'too-much';

export function leftOutOf({ exclusions, merkle }: Binding): LeftOut {
  const paths = exclusions.map((path) => path.replace(/\[\d+\]/g, '').replace(/\/$/, ''));
  const isAround = (path: string) => OFFSET_TABLES.some((table) => table.startsWith(`${path}/`));
  const isOtherTable = (path: string) => path.startsWith(`${SAMPLE_TABLE}/`) && !OFFSET_TABLES.includes(path);
  const isMedia = (path: string) => path === '/mdat' && !merkle;
  if (paths.some((path) => isAround(path) || isOtherTable(path) || isMedia(path))) return 'too-much';
  return paths.some((path) => OFFSET_TABLES.includes(path)) ? 'offsets' : 'none';
}

/** The hash that binds the active manifest: its own, or its parent's where it is an update. */
export function bindingOf({ links }: Chain): Binding | null {
  return (
    links.find(({ manifest, position }) => position !== 'component' && manifest.binding)?.manifest.binding ??
    null
  );
}
