import type { ByteRange, StreamProblem } from './stream-plan';

/*
 * A reader of our own, because what it reads is the page's: of the parsers at hand, one lets a group named `__proto__`
 * change every object of the program, and takes seconds for a megabyte of definitions. This one is linear,
 * takes only the tags that lead to media, and holds no attribute in an object.
 */

/** Longest playlist in characters, and longest line. */
export const MOST_PLAYLIST = 2_000_000;
const MOST_LINE = 16_384;
const MOST_SEGMENTS = 20_000;
const MOST_VARIANTS = 200;

export interface HlsSegment {
  /** As it stands in the playlist. */
  uri: string;
  range: ByteRange | null;
  start: number;
  duration: number;
  /** Initialization segment in force. */
  init: { uri: string; range: ByteRange | null } | null;
}

export interface HlsVariant {
  uri: string;
  bandwidth: number;
  width: number;
  height: number;
  /** The group of sound that goes with it; null where picture and sound are one. */
  audioGroup: string | null;
}

/** A playlist (RFC 8216), either of qualities or of segments. */
export interface HlsPlaylist {
  variants: HlsVariant[];
  /** Playlists of sound: group and address. */
  audio: { group: string; uri: string }[];
  segments: HlsSegment[];
  live: boolean;
  encrypted: boolean;
  problems: StreamProblem[];
}

/** @returns null where the text is no playlist */
export function parseHls(text: string): HlsPlaylist | null {
  if (text.length > MOST_PLAYLIST || !/^\uFEFF?#EXTM3U/.test(text)) return null;
  return new Reader().read(text);
}

class Reader {
  readonly #problems = new Set<StreamProblem>();
  readonly #variants: HlsVariant[] = [];
  readonly #audio: { group: string; uri: string }[] = [];
  readonly #segments: HlsSegment[] = [];
  #ended = false;
  #encrypted = false;
  #init: HlsSegment['init'] = null;
  #time = 0;
  /** What is known of the next address. */
  #variant: HlsVariant | null = null;
  #duration: number | null = null;
  #range: { length: number; offset: number | null } | null = null;
  #gap = false;
  #timed = false;
  #rangesEnd = new Map<string, number>();

  read(text: string): HlsPlaylist {
    for (const raw of text.split('\n')) {
      const line = raw.trim();
      if (line.length > MOST_LINE) this.#problems.add('too-large');
      else if (line.startsWith('#')) this.#tag(line);
      else if (line) this.#address(line);
    }
    return {
      variants: this.#variants,
      audio: this.#audio,
      // Without a single length it is no list of segments, but text.
      segments: this.#timed ? this.#segments : [],
      live: this.#variants.length === 0 && !this.#ended,
      encrypted: this.#encrypted,
      problems: [...this.#problems],
    };
  }

  #tag(line: string): void {
    const colon = line.indexOf(':');
    const value = colon < 0 ? '' : line.slice(colon + 1);
    switch (colon < 0 ? line : line.slice(0, colon)) {
      case '#EXTINF':
        this.#duration = positive(value.split(',')[0]);
        this.#timed = true;
        return;
      case '#EXT-X-BYTERANGE':
        this.#range = parseRange(value);
        return;
      case '#EXT-X-MAP':
        return this.#map(attributesOf(value));
      case '#EXT-X-GAP':
        this.#gap = true;
        return;
      case '#EXT-X-ENDLIST':
        this.#ended = true;
        return;
      case '#EXT-X-KEY':
      case '#EXT-X-SESSION-KEY':
        if ((attributesOf(value).get('METHOD') ?? 'NONE') !== 'NONE') this.#encrypted = true;
        return;
      case '#EXT-X-STREAM-INF':
        this.#variant = variantOf(attributesOf(value));
        return;
      case '#EXT-X-MEDIA':
        return this.#media(attributesOf(value));
    }
  }

  #map(attributes: Map<string, string>): void {
    const uri = attributes.get('URI');
    const range = parseRange(attributes.get('BYTERANGE') ?? '');
    if (uri)
      this.#init = {
        uri,
        range: range && { start: range.offset ?? 0, end: (range.offset ?? 0) + range.length },
      };
  }

  #media(attributes: Map<string, string>): void {
    const uri = attributes.get('URI');
    if (attributes.get('TYPE') !== 'AUDIO' || !uri || this.#audio.length >= MOST_VARIANTS) return;
    this.#audio.push({ group: attributes.get('GROUP-ID') ?? '', uri });
  }

  #address(uri: string): void {
    if (uri.includes('{$')) this.#problems.add('variables');
    else if (this.#variant) this.#takeVariant({ ...this.#variant, uri });
    else if (this.#gap) this.#problems.add('gaps');
    // An address without a length is no segment, but players take it for one.
    else this.#takeSegment(uri);
    if (!this.#variant) this.#time += this.#duration ?? 0;
    this.#variant = null;
    this.#duration = null;
    this.#range = null;
    this.#gap = false;
  }

  #takeVariant(variant: HlsVariant): void {
    if (this.#variants.length < MOST_VARIANTS) this.#variants.push(variant);
    else this.#problems.add('many-renditions');
  }

  #takeSegment(uri: string): void {
    if (this.#segments.length >= MOST_SEGMENTS) {
      this.#problems.add('many-segments');
      return;
    }
    let range: ByteRange | null = null;
    if (this.#range) {
      const start = this.#range.offset ?? this.#rangesEnd.get(uri) ?? 0;
      range = { start, end: start + this.#range.length };
      this.#rangesEnd.set(uri, range.end);
    }
    this.#segments.push({ uri, range, start: this.#time, duration: this.#duration ?? 0, init: this.#init });
  }
}

/** `NAME=value,NAME="value, with commas"`, read once from left to right. */
function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const name = text.slice(at, equals).trim();
    const quoted = text[equals + 1] === '"';
    const from = equals + (quoted ? 2 : 1);
    const close = text.indexOf(quoted ? '"' : ',', from);
    const end = close < 0 ? text.length : close;
    found.set(name, text.slice(from, end).trim());
    const comma = quoted ? text.indexOf(',', end) : end;
    if (comma < 0) break;
    at = comma + 1;
  }
  return found;
}

function variantOf(attributes: Map<string, string>): HlsVariant {
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(attributes.get('RESOLUTION') ?? '') ?? [];
  return {
    uri: '',
    bandwidth: positive(attributes.get('BANDWIDTH')),
    width: Number(width ?? 0),
    height: Number(height ?? 0),
    audioGroup: attributes.get('AUDIO') ?? null,
  };
}

/** `LENGTH` or `LENGTH@OFFSET`. */
function parseRange(text: string): { length: number; offset: number | null } | null {
  const [, length, offset] = /^(\d{1,15})(?:@(\d{1,15}))?$/.exec(text.trim()) ?? [];
  return length ? { length: Number(length), offset: offset ? Number(offset) : null } : null;
}

function positive(text: string | undefined): number {
  const number = Number.parseFloat(text ?? '');
  return Number.isFinite(number) && number > 0 ? number : 0;
}
