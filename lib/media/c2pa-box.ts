import type { Box } from './boxes';

/** Extended type of the box that holds Content Credentials in ISO-BMFF files (C2PA 2.3, appendix A). */
const C2PA_UUID = 'd8fec3d61b0e483c92975828877ec481';
/** Extended type of the box that holds XMP (ISO 16684-3, table 1). */
const XMP_UUID = 'be7acfcb97a942e89c71999491e3afac';

export const isC2paBox = (box: Box): boolean => box.uuid === C2PA_UUID;
export const isXmpBox = (box: Box): boolean => box.uuid === XMP_UUID;

/** What a C2PA box is for. Stores are `manifest`, or `original` and `update`; `merkle` belongs to a hard binding. */
export type C2paPurpose = 'manifest' | 'original' | 'update' | 'merkle' | 'unknown';

export interface C2paBoxHead {
  purpose: C2paPurpose;
  /** Bytes from the end of the box's header to the JUMBF data. */
  skip: number;
}

/** Version, flags, the longest purpose with its zero, the offset of the first auxiliary box. */
export const C2PA_HEAD = 4 + 16 + 8;
const MERKLE_OFFSET = 8;

/**
 * Reads what follows the extended type of a C2PA box: version and flags, the purpose as a zero-terminated string,
 * and for stores the 64-bit offset of the first auxiliary box (C2PA 2.3, appendix A).
 * @param bytes the first {@link C2PA_HEAD} bytes behind the box's header
 */
export function parseC2paHead(bytes: Uint8Array): C2paBoxHead {
  const zero = bytes.subarray(4, C2PA_HEAD - MERKLE_OFFSET).indexOf(0);
  if (zero < 0) return { purpose: 'unknown', skip: 0 };
  const word = String.fromCharCode(...bytes.subarray(4, 4 + zero));
  const after = 4 + zero + 1;
  switch (word) {
    case 'manifest':
    case 'original':
    case 'update':
      return { purpose: word, skip: after + MERKLE_OFFSET };
    case 'merkle':
      return { purpose: word, skip: after };
    default:
      return { purpose: 'unknown', skip: 0 };
  }
}
