import { toCheckError } from '../check-error';
import { checkSegment } from './fragments/check-segment';
import { readFragmentWithLibrary } from './fragments/read-fragment';
import { loadLibrary, type ReadStore } from './library';
import { readFile, readManifestAlone } from './read-credentials';
import type { TrustList } from './trust-list';
import type { WorkerReply, WorkerRequest } from './worker-protocol';

/**
 * The worker's side: one request after the other. Once the library itself has broken (a trap inside the wasm) its memory
 * cannot be relied on, so the reply says `fatal` and the client takes a new worker.
 * @param load makes the library ready from the address in the first message
 */
export function createWorkerHost(
  load: (wasm: string) => Promise<ReadStore> = loadLibrary,
): (request: WorkerRequest) => Promise<WorkerReply> {
  let library: Promise<ReadStore> | null = null;
  let lists: readonly TrustList[] = [];

  async function answer(request: WorkerRequest): Promise<WorkerReply> {
    const { id } = request;
    if (request.kind === 'start') library = load(request.wasm);
    if (request.kind === 'lists') lists = request.lists;
    if (!library) throw new Error('asked before it was started');
    const read = await library;
    switch (request.kind) {
      case 'manifest':
        return { id, ok: true, details: await readManifestAlone(read, { ...request, lists }) };
      case 'file':
        return { id, ok: true, details: await readFile(read, { ...request, lists }) };
      case 'segment':
        return { id, ok: true, ...(await checkSegment(readFragmentWithLibrary, { ...request, lists })) };
      default:
        return { id, ok: true, details: null };
    }
  }

  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      const { reason, message } = toCheckError(error);
      const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      return { id: request.id, ok: false, reason: fatal ? 'memory' : reason, message, fatal };
    }
  };
}

/**
 * Serves requests that arrive in a dedicated worker.
 * After the wasm is there the worker has no use for the network, so it is taken away: nothing that a manifest says
 * can make it ask anyone.
 */
export function serveCredentials(scope: DedicatedWorkerGlobalScope): void {
  const answer = createWorkerHost(async (wasm) => {
    const read = await loadLibrary(wasm);
    scope.fetch = () => Promise.reject(new TypeError('the credentials worker does not use the network'));
    return read;
  });
  let queue = Promise.resolve();
  scope.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
    queue = queue.then(async () => scope.postMessage(await answer(data)));
  };
}
