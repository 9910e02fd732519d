import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { creditFrames } from '../../../lib/evidence/credentials/fragments/credit-frames';
import { checkStream } from '../../../lib/evidence/credentials/fragments/stream-source';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';
import { weigh } from '../../../lib/verdict/weigh';
import { makeFixtures } from '../../fixtures/signing/make';
import { checkBytes } from '../credentials/check-bytes';
import { streamWorker } from './check-stream-files';
import { ELEMENT, fetched, HOST, planOf, requests } from './page';

const set = await makeFixtures();
const ALL = [1, 2, 3, 4, 5, 6, 7, 8];

/** What a player fetches to play a playlist to its end. */
const PLAYED: Record<string, string[]> = {
  'manifest.mpd': ['manifest.mpd', ...fetched(0, ALL), ...fetched(2, ALL)],
  'master.m3u8': ['master.m3u8', 'media_1.m3u8', 'media_2.m3u8', ...fetched(1, ALL), ...fetched(2, ALL)],
  'media_0.m3u8': ['media_0.m3u8', ...fetched(0, ALL)],
  'file.m3u8': ['file.m3u8', 'file.mp4'],
  'file.mpd': ['file.mpd', 'file.mp4'],
};

describe('what is read out of each stream', () => {
  for (const { name, about, playlists, expected } of set.streams)
    for (const playlist of playlists)
      it(`${name} by ${playlist}: ${about}`, async () => {
        const folder = join(set.dir, 'streams', name);
        const files = new Map(
          readdirSync(folder).map((file) => [file, new Uint8Array(readFileSync(join(folder, file)))]),
        );
        const element = { ...ELEMENT, buffered: [[0, 8]] as [number, number][] };
        const open = (url: string) =>
          createMemoryByteSource(files.get(url.slice(HOST.length)) ?? new Uint8Array(), url);
        const { evidence } = await checkStream(
          await planOf(requests(PLAYED[playlist] ?? []), files, element),
          {
            open,
            worker: streamWorker(),
            trustLists: () => set.lists,
            budget: () => 25_000_000,
            checkFile: async (source) =>
              (await checkBytes(await source.read(0, 1e9, new AbortController().signal), set.lists)).evidence,
            element,
            moments: [],
            signal: new AbortController().signal,
          },
        );
        const { details } = evidence;
        expect(details).toMatchObject({ state: expected.state, broken: expected.broken ?? null });
        expect(details?.session).toMatchObject({
          problem: expected.problem ?? null,
          firstInvalid: expected.firstInvalid ?? null,
        });
        expect(weigh([creditFrames(evidence, { matched: true, compared: 3 })], 'viewer', true).label).toBe(
          expected.label,
        );
      });
});
