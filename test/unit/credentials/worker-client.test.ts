import { describe, expect, it } from 'vitest';
import { CheckError } from '../../../lib/evidence/check-error';
import { type CredentialsDetails, emptyDetails } from '../../../lib/evidence/credentials/details';
import type { TrustList } from '../../../lib/evidence/credentials/trust-list';
import { createCredentialsWorker } from '../../../lib/evidence/credentials/worker-client';
import type {
  WorkerLike,
  WorkerReply,
  WorkerRequest,
} from '../../../lib/evidence/credentials/worker-protocol';

type Behaviour = (request: WorkerRequest, reply: (message: WorkerReply) => void, crash: () => void) => void;

const NONE: CredentialsDetails = emptyDetails('none');
const answer: Behaviour = ({ id, kind }, reply) =>
  reply({ id, ok: true, details: kind === 'manifest' || kind === 'file' ? NONE : null });

/** Workers that behave one after the other as told, the last one for ever; keeps what each was asked. */
function workers(...behaviours: Behaviour[]) {
  const asked: WorkerRequest['kind'][][] = [];
  let ended = 0;
  const spawn = (): WorkerLike => {
    const behave = behaviours[Math.min(asked.length, behaviours.length - 1)] ?? answer;
    const log: WorkerRequest['kind'][] = [];
    asked.push(log);
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      onmessageerror: null,
      postMessage(request: WorkerRequest) {
        log.push(request.kind);
        queueMicrotask(() =>
          behave(
            request,
            (data) => worker.onmessage?.call(worker as Worker, { data } as MessageEvent),
            () => worker.onerror?.call(worker as Worker, { message: 'crashed' } as ErrorEvent),
          ),
        );
      },
      terminate() {
        ended += 1;
      },
    };
    return worker;
  };
  return { spawn, asked, ended: () => ended };
}

const lists: TrustList[] = [];
const bytes = () => new Uint8Array(4);
const live = () => new AbortController().signal;
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof CheckError ? error.reason : error),
  );

describe('the credentials worker', () => {
  it('starts with the first request and is told the lists once', async () => {
    const made = workers(answer);
    const worker = createCredentialsWorker({ spawn: made.spawn, wasmUrl: 'x' });
    expect(made.asked).toEqual([]);
    await worker.readManifest(bytes(), lists, [], live());
    await worker.readManifest(bytes(), [...lists], [], live());
    expect(made.asked).toEqual([['start', 'lists', 'manifest', 'manifest']]);
  });

  it('is told lists that changed', async () => {
    const made = workers(answer);
    const worker = createCredentialsWorker({ spawn: made.spawn, wasmUrl: 'x' });
    const list = {
      name: 'a',
      kind: 'user',
      use: 'manifest',
      pem: 'p',
      allowed: '',
      config: '',
      date: null,
      origin: '',
    } as const;
    await worker.readManifest(bytes(), [list], [], live());
    await worker.readManifest(bytes(), [{ ...list, pem: 'q' }], [], live());
    expect(made.asked[0]?.filter((kind) => kind === 'lists')).toHaveLength(2);
  });

  it('takes a new worker after a crash, and fails only what was in it', async () => {
    const made = workers(
      (request, reply, crash) => (request.kind === 'manifest' ? crash() : answer(request, reply, crash)),
      answer,
    );
    const worker = createCredentialsWorker({ spawn: made.spawn, wasmUrl: 'x' });
    const first = reasonOf(worker.readManifest(bytes(), lists, [], live()));
    const second = reasonOf(worker.readManifest(bytes(), lists, [], live()));
    expect(await first).toBe('internal');
    expect(await second).toBe('answered');
    expect(made.asked).toHaveLength(2);
    expect(made.ended()).toBe(1);
  });

  it('gives up on one that hangs', async () => {
    const made = workers(
      (request, reply, crash) => request.kind !== 'manifest' && answer(request, reply, crash),
      answer,
    );
    const worker = createCredentialsWorker({ spawn: made.spawn, wasmUrl: 'x', timeoutMs: 20 });
    expect(await reasonOf(worker.readManifest(bytes(), lists, [], live()))).toBe('timed-out');
    expect(await reasonOf(worker.readManifest(bytes(), lists, [], live()))).toBe('answered');
  });

  it('takes a new one where the library itself broke', async () => {
    const made = workers(
      (request, reply, crash) =>
        request.kind === 'manifest'
          ? reply({ id: request.id, ok: false, reason: 'memory', message: 'unreachable', fatal: true })
          : answer(request, reply, crash),
      answer,
    );
    const worker = createCredentialsWorker({ spawn: made.spawn, wasmUrl: 'x' });
    expect(await reasonOf(worker.readManifest(bytes(), lists, [], live()))).toBe('memory');
    expect(await reasonOf(worker.readManifest(bytes(), lists, [], live()))).toBe('answered');
    expect(made.ended()).toBe(1);
  });

  it('does not send what was cancelled while it waited', async () => {
    const made = workers(answer);
    const worker = createCredentialsWorker({ spawn: made.spawn, wasmUrl: 'x' });
    const first = worker.readManifest(bytes(), lists, [], live());
    const cancel = new AbortController();
    const second = reasonOf(worker.readManifest(bytes(), lists, [], cancel.signal));
    cancel.abort();
    expect(await second).toBe('cancelled');
    await first;
    await worker.readManifest(bytes(), lists, [], live());
    expect(made.asked[0]).toEqual(['start', 'lists', 'manifest', 'manifest']);
  });

  it('hands the buffer of a file over', async () => {
    let transferred: unknown;
    const made = workers(answer);
    const spawn = () => {
      const worker = made.spawn();
      const { postMessage } = worker;
      worker.postMessage = (message: unknown, transfer: unknown) => {
        if ((message as WorkerRequest).kind === 'file') transferred = transfer;
        postMessage.call(worker as Worker, message, { transfer: [] });
      };
      return worker;
    };
    const file = { bytes: bytes(), format: 'video/mp4', reachedBefore: null, notes: [] };
    await createCredentialsWorker({ spawn, wasmUrl: 'x' }).readFile(file, lists, live());
    expect(transferred).toEqual([file.bytes.buffer]);
  });
});
