import { boxesIn } from '../../../media/boxes';
import { children, readSegmentFacts, view } from './segment-facts';

/**
 * When a segment begins, in seconds, as it says itself (`tfdt`, ISO/IEC 14496-12, 8.8.12), in the units of the first track
 * of its initialization segment; a player may move it.
 * @returns null where one of them does not say
 */
export function fragmentStart(init: Uint8Array, segment: Uint8Array): number | null {
  const { baseTime } = readSegmentFacts(segment);
  const scale = timescaleOf(init);
  return baseTime === null || scale === null ? null : baseTime / scale;
}

/** Units a second of the first track (`mdhd`, 8.4.2). */
function timescaleOf(init: Uint8Array): number | null {
  const [header] = [...boxesIn(init)]
    .filter(({ type }) => type === 'moov')
    .flatMap((moov) => children(init, moov, 'trak'))
    .flatMap((trak) => children(init, trak, 'mdia'))
    .flatMap((media) => children(init, media, 'mdhd'));
  if (!header) return null;
  const content = view(init, header);
  const at = content.byteLength > 0 && content.getUint8(0) === 1 ? 20 : 12;
  const scale = content.byteLength >= at + 4 ? content.getUint32(at) : 0;
  return scale > 0 ? scale : null;
}
