import { CheckError } from '../check-error';
import type { CredentialsDetails, Note } from './details';
import type { SegmentAnswer, SegmentRequest } from './fragments/check-segment';
import type { TrustList } from './trust-list';
import type { WorkerLike, WorkerReply, WorkerRequest } from './worker-protocol';

/** The credentials reader as the rest of the engine sees it. */
export interface CredentialsWorker {
  /** @throws CheckError timed-out, memory, internal, cancelled */
  readManifest(
    bytes: Uint8Array,
    lists: readonly TrustList[],
    notes: readonly Note[],
    signal: AbortSignal,
  ): Promise<CredentialsDetails>;
  /**
   * Takes `bytes` over: the buffer is empty afterwards.
   * @param reachedBefore name of the list that the manifest alone reached
   * @throws CheckError as above
   */
  readFile(file: FileToRead, lists: readonly TrustList[], signal: AbortSignal): Promise<CredentialsDetails>;
  /** Ends the worker; the next request starts a new one. */
  dispose(): void;
}

/** The same worker as it checks streams. */
export interface SegmentChecker {
  /**
   * Checks one segment of a stream with its initialization segment; neither buffer is taken over.
   * @throws CheckError as {@link CredentialsWorker.readManifest}
   */
  checkSegment(
    request: Omit<SegmentRequest, 'lists'>,
    lists: readonly TrustList[],
    signal: AbortSignal,
  ): Promise<SegmentAnswer>;
}

export interface FileToRead {
  bytes: Uint8Array<ArrayBuffer>;
  format: string;
  reachedBefore: string | null;
  notes: readonly Note[];
}

export interface WorkerClientOptions {
  /** Makes a worker; called again after one crashed, hung or broke. */
  spawn(): WorkerLike;
  /** Address of the library's wasm. */
  wasmUrl: string;
  /** Milliseconds after which a request is given up and the worker replaced; 30 s unless told. */
  timeoutMs?: number;
}

type Answered = Extract<WorkerReply, { ok: true }>;
type Unnumbered = WorkerRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

/** One worker, one request at a time: reading is memory-bound, and a time limit is exact only that way. */
export function createCredentialsWorker(options: WorkerClientOptions): CredentialsWorker & SegmentChecker {
  return new WorkerClient(options);
}

class WorkerClient implements CredentialsWorker, SegmentChecker {
  #port: WorkerLike | null = null;
  #lists: readonly TrustList[] | null = null;
  #nextId = 1;
  #queue: Promise<unknown> = Promise.resolve();
  /** The request in the worker. */
  #open: { id: number; settle(reply: WorkerReply): void; fail(error: CheckError): void } | null = null;

  constructor(private readonly options: WorkerClientOptions) {}

  readManifest(
    bytes: Uint8Array,
    lists: readonly TrustList[],
    notes: readonly Note[],
    signal: AbortSignal,
  ): Promise<CredentialsDetails> {
    return this.#enqueue({ kind: 'manifest', bytes, notes }, [], lists, signal).then(detailsOf);
  }

  readFile(
    { bytes, ...file }: FileToRead,
    lists: readonly TrustList[],
    signal: AbortSignal,
  ): Promise<CredentialsDetails> {
    return this.#enqueue({ kind: 'file', bytes, ...file }, [bytes.buffer], lists, signal).then(detailsOf);
  }

  async checkSegment(
    request: Omit<SegmentRequest, 'lists'>,
    lists: readonly TrustList[],
    signal: AbortSignal,
  ): Promise<SegmentAnswer> {
    const { finding, details } = await this.#enqueue({ kind: 'segment', ...request }, [], lists, signal);
    if (!finding) throw new CheckError('internal', 'the credentials worker gave no finding');
    return { finding, details };
  }

  dispose(): void {
    this.#drop(new CheckError('cancelled', 'the worker was ended'));
  }

  /** A request that is cancelled while it waits is never sent; one in the worker is let finish, its reply dropped. */
  #enqueue(
    request: Unnumbered,
    transfer: Transferable[],
    lists: readonly TrustList[],
    signal: AbortSignal,
  ): Promise<Answered> {
    const turn = this.#queue.then(() => this.#run(request, transfer, lists, signal));
    this.#queue = turn.catch(() => undefined);
    return orCancelled(turn, signal);
  }

  async #run(
    request: Unnumbered,
    transfer: Transferable[],
    lists: readonly TrustList[],
    signal: AbortSignal,
  ): Promise<Answered> {
    if (signal.aborted) throw new CheckError('cancelled', 'cancelled');
    if (!this.#port) await this.#start();
    if (!sameLists(this.#lists, lists)) {
      await this.#ask({ kind: 'lists', lists }, []);
      this.#lists = lists;
    }
    return this.#ask(request, transfer);
  }

  async #start(): Promise<void> {
    const port = this.options.spawn();
    this.#port = port;
    const broke = (message: string) => {
      if (this.#port === port)
        this.#drop(new CheckError('internal', `the credentials worker broke: ${message}`));
    };
    port.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
      if (this.#open?.id === data.id) this.#open.settle(data);
    };
    port.onerror = (event) => broke(event.message ?? 'error');
    port.onmessageerror = () => broke('a message could not be read');
    await this.#ask({ kind: 'start', wasm: this.options.wasmUrl }, []);
  }

  #ask(request: Unnumbered, transfer: Transferable[]): Promise<Answered> {
    const port = this.#port;
    if (!port) return Promise.reject(new CheckError('internal', 'the credentials worker is gone'));
    const id = this.#nextId++;
    return new Promise<Answered>((resolve, reject) => {
      const timer = setTimeout(
        () => this.#drop(new CheckError('timed-out', 'the credentials worker hangs')),
        this.options.timeoutMs ?? 30_000,
      );
      const end = () => {
        clearTimeout(timer);
        this.#open = null;
      };
      this.#open = {
        id,
        settle: (reply) => {
          end();
          if (reply.ok) return resolve(reply);
          if (reply.fatal) this.#drop(null);
          reject(new CheckError(reply.reason, reply.message));
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      port.postMessage({ id, ...request } as WorkerRequest, transfer);
    });
  }

  #drop(error: CheckError | null): void {
    this.#port?.terminate();
    this.#port = null;
    this.#lists = null;
    if (error) this.#open?.fail(error);
  }
}

function detailsOf({ details }: Answered): CredentialsDetails {
  if (!details) throw new CheckError('internal', 'the credentials worker gave no answer');
  return details;
}

/** Lists are large and come from storage anew each time; equal strings compare quickly. */
function sameLists(held: readonly TrustList[] | null, given: readonly TrustList[]): boolean {
  const fields = ['name', 'kind', 'use', 'pem', 'allowed', 'config', 'date'] as const;
  return (
    held?.length === given.length &&
    given.every((list, index) => fields.every((field) => held[index]?.[field] === list[field]))
  );
}

function orCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(new CheckError('cancelled', 'cancelled'));
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new CheckError('cancelled', 'cancelled'));
    signal.addEventListener('abort', cancel, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
