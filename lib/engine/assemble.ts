import { browser } from 'wxt/browser';
import { packagedManifest } from '../evidence/classifier/packaged-manifest';
import { createClassifierSource } from '../evidence/classifier/source';
import { createCredentialsSource } from '../evidence/credentials/source';
import { createStreamCredentialsSource } from '../evidence/credentials/stream-credentials';
import { createCredentialsWorker } from '../evidence/credentials/worker-client';
import type { EvidenceSource } from '../evidence/evidence';
import { fetchThroughPage } from '../media/fetch-through-page';
import { createFramesWorker } from '../media/frames-worker-client';
import {
  createHttpByteSource,
  type HttpByteSource,
  type HttpByteSourceOptions,
} from '../media/http-byte-source';
import type { Job, OriginalAsk } from '../messaging/job';
import type { EngineCallbacks } from '../platform/engine-host';
import { trustLists } from '../storage/trust-store';
import { verdictCache, verdictKey } from '../storage/verdict-cache';
import { createEngine, type Engine } from './engine';
import { inTime } from './in-time';
import { seekOriginal } from './original-job';
import { ANONYMOUS } from './original-lookup';
import { refusalOf } from './refusal';
import { StreamMemory } from './stream-memory';
import type { OpenedJob } from './run-job';

/** Bytes that finding and reading a manifest may cost, whatever the budget for content is. */
const PROBE_BYTES = 2_000_000;
/** Without a byte for so long a server is given up. */
const STALL_MS = 10_000;
/** Longest that one file is read in all: one that drips for ever must not hold a place for ever. */
const LONGEST_MS = 180_000;
/** A page watches its video for up to six seconds before it hands over pictures. */
const PAGE_MS = 20_000;
/** The part of a file that every check reads anyway, and whose answer tells the file's version. */
const FIRST_BYTES = 512;

const packaged = (path: string): string => new URL(path, browser.runtime.getURL('/')).href;

/** The version of the file and of everything else that the answer depends on. */
async function cacheKey(job: Job, bytes: HttpByteSource, signal: AbortSignal): Promise<string | null> {
  await bytes.read(0, FIRST_BYTES, signal);
  if (bytes.validator === null) return null;
  const lists = (await trustLists()).map(({ name, date, pem, allowed }) => [
    name,
    date,
    pem.length,
    allowed.length,
  ]);
  return verdictKey([
    bytes.url,
    job.subject.medium,
    bytes.validator,
    String(bytes.size),
    JSON.stringify(lists),
    packagedManifest.sha256,
    job.mode,
    String(job.budgets.contentBytes),
  ]);
}

/** Sources that can change what this viewer is shown: an estimate without operating point is for investigators. */
function wantsClassifier(job: Job): boolean {
  return job.mode === 'investigator' || packagedManifest.operatingPointMeasured;
}

/**
 * The engine with its workers, sources and cache: the same for both browsers.
 * @param onIdle called whenever nothing waits or runs any more
 */
export function assembleEngine({ onUpdate, askBytes, ...page }: EngineCallbacks, onIdle: () => void): Engine {
  const askFrames: typeof page.askFrames = (ask) => inTime(page.askFrames(ask), PAGE_MS);
  const askStream: typeof page.askStream = (ask) => inTime(page.askStream(ask), PAGE_MS);
  const askSupplied: typeof page.askSupplied = (ask) => inTime(page.askSupplied(ask), PAGE_MS);
  const credentialsWorker = createCredentialsWorker({
    spawn: () => new Worker(packaged('/credentials-worker.js')),
    wasmUrl: packaged('/wasm/c2pa_bg.wasm'),
  });
  const framesWorker = createFramesWorker(() => new Worker(packaged('/frames-worker.js')));

  const network: typeof fetch = (...args) => fetch(...args);
  const anonymously: typeof fetch = (input, init) => fetch(input, { ...init, ...ANONYMOUS });

  const played = new StreamMemory();

  const openBytes = (
    { subject, budgets }: Job,
    url: string,
    through = network,
    limits: Pick<HttpByteSourceOptions, 'left' | 'exact'> = {},
  ): HttpByteSource =>
    createHttpByteSource(url, {
      ...limits,
      fetch: through,
      budget: PROBE_BYTES + budgets.contentBytes + budgets.frameBytes,
      credentialsMode: subject.credentialsMode,
      timeoutMs: STALL_MS,
      longestMs: LONGEST_MS,
    });

  const openFile = (job: Job): OpenedJob => {
    const { subject, budgets } = job;
    const bytes = openBytes(job, subject.url);
    const credentials = createCredentialsSource({
      openBytes: () => bytes,
      worker: credentialsWorker,
      trustLists,
      budget: () => budgets.contentBytes,
      // The first bytes, read for the cache key, are the first that this check would read.
      spentBefore: 0,
    });
    return {
      sources: [credentials, ...estimates(job, bytes)],
      cacheKey: (signal) => cacheKey(job, bytes, signal),
      spent: () => bytes.spent,
    };
  };

  const openStream = (job: Job): OpenedJob => {
    const { key, url: own } = job.subject;
    const playlists: HttpByteSource[] = [];
    const parts = played.of(key, job.fresh);
    const left = () => (parts.full ? 0 : job.budgets.contentBytes - parts.spent);
    const throughPage = (most: () => number, tooLarge: () => void) =>
      fetchThroughPage(
        async (ask) => {
          const answer = await askBytes({ key, ...ask });
          if (answer === 'too-large') tooLarge();
          return answer;
        },
        network,
        most,
      );
    const ofParts = throughPage(left, () => {
      parts.full = true;
    });
    const credentials = createStreamCredentialsSource({
      facts: () => askStream({ key }),
      frames: (request) => askFrames({ key, request }),
      sketch: (file, start, signal, moments) => framesWorker.sketch(file, start, signal, moments),
      openList: (url, limit) => {
        const bytes = openBytes(
          job,
          url,
          throughPage(
            () => limit,
            () => undefined,
          ),
        );
        playlists.push(bytes);
        return bytes;
      },
      open: (url) => parts.open(url, () => openBytes(job, url, ofParts, { left, exact: true })),
      own: async () => {
        const answer = await askBytes({ key, url: own, range: null, most: Number.MAX_SAFE_INTEGER });
        return answer === 'too-large' ? null : (answer?.body ?? null);
      },
      supplied: job.supplied ? () => askSupplied({ key }) : null,
      worker: credentialsWorker,
      trustLists,
      budget: () => job.budgets.contentBytes,
    });
    return {
      sources: [credentials, ...estimates(job, null)],
      // A session is not a file: what was played of it will be more the next time.
      cacheKey: async () => null,
      spent: () => playlists.reduce((sum, { spent }) => sum + spent, parts.spent),
    };
  };

  const seek = (job: Job, ask: OriginalAsk, signal: AbortSignal) => {
    const { subject, budgets } = job;
    const isFile = !subject.url.startsWith('blob:') && refusalOf(job) === null;
    return seekOriginal(
      subject,
      ask,
      {
        fetch: network,
        open: (url) => openBytes(job, url, anonymously),
        playing: isFile ? openBytes(job, subject.url) : null,
        budget: budgets.contentBytes,
        frames: (request) => askFrames({ key: subject.key, request }),
        sketch: framesWorker.sketch,
        worker: credentialsWorker,
        trustLists,
        now: () => performance.now(),
      },
      signal,
    );
  };

  const estimates = (job: Job, bytes: HttpByteSource | null): EvidenceSource[] => {
    if (!wantsClassifier(job)) return [];
    const { key } = job.subject;
    return [
      createClassifierSource({
        worker: framesWorker,
        manifest: packagedManifest,
        bytes: () => bytes,
        frameBytes: job.budgets.frameBytes,
        frames: (_, request) => askFrames({ key, request }),
      }),
    ];
  };

  const open = (job: Job): OpenedJob =>
    job.subject.url.startsWith('blob:') ? openStream(job) : openFile(job);

  return createEngine(
    {
      open,
      seek,
      cache: verdictCache,
      emit: (update) => void onUpdate(update),
      now: () => performance.now(),
    },
    onIdle,
  );
}
