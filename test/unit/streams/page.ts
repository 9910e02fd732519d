import { CheckError } from '../../../lib/evidence/check-error';
import type { FetchedText } from '../../../lib/media/streams/fetch-playlist';
import { planStreams } from '../../../lib/media/streams/plan';
import type { SeenResource, StreamElement, StreamPlan } from '../../../lib/media/streams/stream-plan';
import {
  type Files,
  initName,
  segmentName,
  type TrackId,
  unsignedFiles,
} from '../../fixtures/streams/presentation';

export const HOST = 'https://media.example/clip/';

export const ELEMENT: StreamElement = {
  duration: 8,
  currentTime: 3,
  width: 640,
  height: 360,
  encrypted: false,
  buffered: [],
  since: 0,
  pageUrl: 'https://page.example/watch',
};

/** Requests for these names, one after the other. */
export function requests(names: readonly string[], type = 'fetch'): SeenResource[] {
  return names.map((name, at) => ({ url: new URL(name, HOST).href, at: 100 + 50 * at, type }));
}

/** Names of the files of a track that a player fetches to play these segments. */
export const fetched = (track: TrackId, numbers: readonly number[]): string[] => [
  initName(track),
  ...numbers.map((number) => segmentName(track, number)),
];

export interface Answer {
  text: string;
  contentType?: string | null;
  /** Where redirects led. */
  url?: string;
}

/** A server that plays files, and counts what it is asked for. */
export function server(files: Record<string, string | Answer> | Files) {
  const asked: string[] = [];
  const all: Map<string, string | Answer | Uint8Array> =
    files instanceof Map ? files : new Map(Object.entries(files));
  const fetchText = async (url: string, limit: number): Promise<FetchedText> => {
    asked.push(url);
    const answer = all.get(url) ?? all.get(url.startsWith(HOST) ? url.slice(HOST.length) : url);
    if (answer === undefined) throw new CheckError('missing', `${url} answered 404`);
    const {
      text,
      contentType = null,
      url: final = url,
    } = typeof answer === 'object' && 'text' in answer ? answer : { text: answer };
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    if (bytes.length > limit) throw new CheckError('too-large', 'longer than allowed');
    return { bytes, url: final, contentType };
  };
  return { asked, fetchText };
}

/** Plans from requests, with a server that has these files. */
export async function plansOf(
  resources: readonly SeenResource[],
  files: Parameters<typeof server>[0] = unsignedFiles(),
  element: Partial<StreamElement> = {},
): Promise<StreamPlan[]> {
  const { signal } = new AbortController();
  return planStreams(resources, { ...ELEMENT, ...element }, server(files).fetchText, signal);
}

export async function planOf(...given: Parameters<typeof plansOf>): Promise<StreamPlan> {
  const [plan] = await plansOf(...given);
  if (!plan) throw new Error('no plan');
  return plan;
}

/** Numbers, from 1, of the segments that were seen. */
export const seenNumbers = (segments: readonly { index: number; seen: boolean }[]): number[] =>
  segments.filter(({ seen }) => seen).map(({ index }) => index + 1);
