import type { ReadStore } from './library';
import { createWorkerHost } from './worker-host';
import type { WorkerLike, WorkerRequest } from './worker-protocol';

/** The worker's code in this very thread, for Node; messages are cloned as a worker's would be. */
export function createInProcessWorker(load: (wasm: string) => Promise<ReadStore>): WorkerLike {
  const answer = createWorkerHost(load);
  let ended = false;
  let queue = Promise.resolve();
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage(message: WorkerRequest, transfer: unknown) {
      const data = structuredClone(message, { transfer: transfer as Transferable[] });
      queue = queue.then(async () => {
        const reply = structuredClone(await answer(data));
        if (!ended) worker.onmessage?.call(worker as Worker, { data: reply } as MessageEvent);
      });
    },
    terminate() {
      ended = true;
    },
  };
  return worker;
}
