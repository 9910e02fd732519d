import { CheckError } from '../../evidence/check-error';
import { parseDash, type DashManifest } from './dash-manifest';
import { type HlsPlaylist, MOST_PLAYLIST, parseHls } from './hls-playlist';
import type { StreamProblem } from './stream-plan';
import { mayAsk } from './stream-url';

/** A text file of the network. */
export interface FetchedText {
  bytes: Uint8Array;
  /** Where it was in the end, after redirects: its relative addresses count from there. */
  url: string;
  /** Lower case, without parameters; null where the server gave none. */
  contentType: string | null;
}

/**
 * Reads a small file, from the page's cache where that has it.
 * @param limit most bytes
 * @throws CheckError too-large, missing, blocked, …
 */
export type FetchText = (url: string, limit: number, signal: AbortSignal) => Promise<FetchedText>;

export type Playlist =
  | { kind: 'hls'; url: string; playlist: HlsPlaylist }
  | { kind: 'dash'; url: string; manifest: DashManifest };

/** Playlists that one search may read; a hostile one names thousands. */
const MOST_PLAYLISTS = 16;
const PLAYLIST_TYPE = /mpegurl|dash\+xml/;
/** Types under which servers that know no better send playlists. */
const PLAIN_TYPE =
  /^(?:text\/plain|application\/octet-stream|binary\/octet-stream|(?:text|application)\/xml)$/;

/** Reads playlists, each once and few altogether; what goes wrong stands in the problems. */
export class PlaylistFetcher {
  readonly #read = new Map<string, Promise<Playlist | null>>();
  /** The last reason why one could not be had. */
  failure: CheckError | null = null;

  constructor(
    private readonly fetchText: FetchText,
    private readonly pageUrl: string,
    private readonly problems: Set<StreamProblem>,
  ) {}

  /** @returns null where it can not be had or is something else */
  read(url: string, signal: AbortSignal): Promise<Playlist | null> {
    const known = this.#read.get(url);
    if (known) return known;
    if (this.#read.size >= MOST_PLAYLISTS) {
      this.problems.add('too-many-playlists');
      return Promise.resolve(null);
    }
    const reading = this.#fetch(url, signal);
    this.#read.set(url, reading);
    return reading;
  }

  async #fetch(url: string, signal: AbortSignal): Promise<Playlist | null> {
    let fetched: FetchedText;
    try {
      fetched = await this.fetchText(url, MOST_PLAYLIST, signal);
    } catch (error) {
      if (!(error instanceof CheckError) || error.reason === 'cancelled') throw error;
      this.failure = error;
      this.problems.add(error.reason === 'too-large' ? 'too-large' : 'missing');
      return null;
    }
    if (!mayAsk(fetched.url, this.pageUrl)) {
      this.problems.add('private-host');
      return null;
    }
    return this.#parse(fetched);
  }

  #parse({ bytes, url, contentType }: FetchedText): Playlist | null {
    if (bytes.length > MOST_PLAYLIST) {
      this.problems.add('too-large');
      return null;
    }
    const text = new TextDecoder().decode(bytes);
    const playlist = parseHls(text);
    const manifest = playlist ? null : parseDash(text, url);
    if (!playlist && !manifest) {
      this.problems.add('not-a-playlist');
      return null;
    }
    if (contentType && !PLAYLIST_TYPE.test(contentType) && !PLAIN_TYPE.test(contentType))
      this.problems.add('wrong-type');
    return playlist ? { kind: 'hls', url, playlist } : manifest && { kind: 'dash', url, manifest };
  }
}
