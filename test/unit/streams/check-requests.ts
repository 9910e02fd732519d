import { CheckError } from '../../../lib/evidence/check-error';
import {
  checkStream,
  type StreamDeps,
  type StreamResult,
} from '../../../lib/evidence/credentials/fragments/stream-source';
import type { ByteSource } from '../../../lib/media/byte-source';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';
import type { StreamElement, StreamPlan } from '../../../lib/media/streams/stream-plan';
import { topBox } from '../../fixtures/signing/bmff';
import { makeDemoCa } from '../../fixtures/signing/demo-ca';
import { demoLists } from '../../fixtures/signing/demo-lists';
import { flipped } from '../../fixtures/signing/fixture';
import { type Files, fileOf, segmentName, signedFiles, withFiles } from '../../fixtures/streams/presentation';
import { checkBytes } from '../credentials/check-bytes';
import { streamWorker } from './check-stream-files';
import { ELEMENT, fetched, HOST, planOf, requests } from './page';

export const ca = makeDemoCa();
const lists = demoLists(ca);

/** The drawn stream, signed; and the same with one byte of its third segment changed. */
export const signed: Files = await signedFiles({
  leaf: ca.newsroom,
  claim: { digitalSourceType: 'trainedAlgorithmicMedia' },
});
const third = fileOf(signed, segmentName(0, 3));
export const tampered: Files = withFiles(signed, [
  [segmentName(0, 3), flipped(third, topBox(third, 'mdat').end - 9)],
]);

/** What a page fetches to play four segments by DASH. */
export const DASH: string[] = ['manifest.mpd', ...fetched(0, [1, 2, 3, 4]), ...fetched(2, [1, 2])];

/** The bytes of files of the stream, by address. */
function opener(files: Files): (url: string) => ByteSource {
  return (url) => {
    const file = files.get(url.startsWith(HOST) ? url.slice(HOST.length) : url);
    if (!file) throw new CheckError('missing', `${url} answered 404`);
    return createMemoryByteSource(file, url);
  };
}

/** Takes a plan through the stream source with the real library. */
export async function checkPlan(
  plan: StreamPlan,
  files: Files,
  over: Partial<StreamDeps> = {},
): Promise<StreamResult> {
  const open = over.open ?? opener(files);
  return checkStream(plan, {
    open,
    worker: streamWorker(),
    trustLists: () => lists,
    budget: () => 25_000_000,
    checkFile: async (source) =>
      (await checkBytes(await source.read(0, 1e9, new AbortController().signal), lists)).evidence,
    element: ELEMENT,
    moments: [],
    signal: new AbortController().signal,
    ...over,
  });
}

/** … from the requests of a page. */
export const checkRequests = async (
  names: string[],
  files: Files,
  element: Partial<StreamElement> = {},
  over: Partial<StreamDeps> = {},
): Promise<StreamResult> =>
  checkPlan(await planOf(requests(names), files, element), files, {
    element: { ...ELEMENT, ...element },
    ...over,
  });
