import type { ByteRange, SeenResource } from './stream-plan';
import { mayAsk, parseStreamUrl } from './stream-url';

/** Requests that are looked at; a page may have made tens of thousands. */
const MOST_RESOURCES = 5000;

const PLAYLIST = /\.(?:m3u8|mpd)$|\/(?:manifest|playlist|master)(?:\.|\/|$)|m3u8|\/mpd\b/i;
const MEDIA =
  /\.(?:mp4|m4s|m4v|m4a|m4f|cmfv|cmfa|cmaf|fmp4|mov|webm|weba|mkv|ts|aac|mp3)$|\/videoplayback\b/i;

export type SeenKind = 'playlist' | 'media' | 'unknown';

/** A request that may have to do with a stream. */
export interface Seen {
  /** As the page asked for it. */
  url: string;
  /** The file that it asked for a part of. */
  file: string;
  range: ByteRange | null;
  at: number;
  kind: SeenKind;
  /** Made by an element that plays, so that it needs no guess. */
  played: boolean;
}

/**
 * Requests of a page that may belong to a stream, in order of time, the latest where there are too many.
 * What is not HTTP, or may not be asked from here, is left out.
 */
export function seenResources(resources: readonly SeenResource[], pageUrl: string): Seen[] {
  return resources
    .slice(-MOST_RESOURCES)
    .flatMap(({ url, at, type }): Seen[] => {
      const parsed = parseStreamUrl(url);
      if (!parsed || !mayAsk(parsed.file, pageUrl)) return [];
      const played = type === 'video' || type === 'audio';
      const kind = kindOf(parsed.file, played);
      // Pages fetch much else; what looks like nothing of ours is kept only from the ways that players fetch.
      if (kind === 'unknown' && type !== 'fetch' && type !== 'xmlhttprequest') return [];
      return [{ url: new URL(url).href.replace(/#.*$/, ''), ...parsed, at, kind, played }];
    })
    .sort((a, b) => a.at - b.at);
}

/** @param file an address that can be parsed @param played asked for by an element that plays */
export function kindOf(file: string, played: boolean): SeenKind {
  const { pathname, searchParams } = new URL(file);
  const path = pathname.toLowerCase();
  if (MEDIA.test(path) || /^(?:video|audio)\//.test(searchParams.get('mime') ?? '')) return 'media';
  if (PLAYLIST.test(path)) return 'playlist';
  return played ? 'media' : 'unknown';
}
