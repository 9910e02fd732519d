/** Containers told apart by their first bytes. */
export type Container =
  | { kind: 'bmff' }
  /** Others in which credentials are looked for in the whole file. */
  | { kind: 'whole'; format: string }
  /** Playlists: the media is elsewhere. */
  | { kind: 'playlist' }
  /** Containers without a place for credentials, and what is no known container. */
  | { kind: 'unreadable'; format: string | null };

const BMFF_TYPES = new Set(
  'ftyp styp moov mdat free skip wide pnot uuid moof sidx emsg prft mfra meta'.split(' '),
);

const whole = (format: string): Container => ({ kind: 'whole', format });
const unreadable = (format: string | null): Container => ({ kind: 'unreadable', format });

/** First bytes as Latin-1, and the container they begin. Matches are tried in order. */
const MAGIC: readonly [RegExp, Container][] = [
  [/^\xff\xd8\xff/, whole('image/jpeg')],
  [/^\x89PNG\r\n\x1a\n/, whole('image/png')],
  [/^GIF8[79]a/, whole('image/gif')],
  [/^RIFF[^]{4}WAVE/, whole('audio/wav')],
  [/^RIFF[^]{4}AVI /, whole('video/avi')],
  [/^RIFF[^]{4}WEBP/, whole('image/webp')],
  [/^RIFF/, whole('audio/wav')],
  [/^(?:II\*\0|MM\0\*|II\+\0|MM\0\+)/, whole('image/tiff')],
  [/^\0\0\0\x0cJXL \r\n\x87\n/, whole('image/jxl')],
  // In front of FLAC too: what is read is the tag.
  [/^ID3/, whole('audio/mpeg')],
  [/^fLaC/, whole('audio/flac')],
  [/^\xff[\xf2-\xf7\xfa-\xff]/, whole('audio/mpeg')],
  [/^%PDF-/, whole('application/pdf')],
  [/^[^]{4}jumb/, whole('application/c2pa')],
  [/^\x1a\x45\xdf\xa3/, unreadable('video/webm')],
  [/^OggS/, unreadable('application/ogg')],
  [/^FLV/, unreadable('video/x-flv')],
  [/^\x47[^]{187}\x47/, unreadable('video/mp2t')],
  [/^\0\0\x01[\xba\xb3]/, unreadable('video/mpeg')],
  [/^(?:\xef\xbb\xbf)?#EXTM3U/, { kind: 'playlist' }],
  [/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<MPD[\s>]/, { kind: 'playlist' }],
];

/**
 * Tells the container by content, never by name or by what the server says.
 * @param head the first 256 bytes or more
 */
export function sniffContainer(head: Uint8Array): Container {
  const text = String.fromCharCode(...head.subarray(0, 512));
  if (BMFF_TYPES.has(text.slice(4, 8))) return { kind: 'bmff' };
  return MAGIC.find(([pattern]) => pattern.test(text))?.[1] ?? unreadable(null);
}
