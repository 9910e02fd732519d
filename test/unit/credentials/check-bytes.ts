import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInProcessWorker } from '../../../lib/evidence/credentials/in-process-worker';
import { loadLibrary, type ReadStore } from '../../../lib/evidence/credentials/library';
import { createCredentialsSource, DEFAULT_CONTENT_BUDGET } from '../../../lib/evidence/credentials/source';
import type { TrustList } from '../../../lib/evidence/credentials/trust-list';
import {
  type CredentialsWorker,
  createCredentialsWorker,
} from '../../../lib/evidence/credentials/worker-client';
import type { Evidence, EvidenceOf, Subject } from '../../../lib/evidence/evidence';
import type { ByteSource } from '../../../lib/media/byte-source';
import { createMemoryByteSource } from '../../../lib/media/memory-byte-source';

let library: Promise<ReadStore> | null = null;

/** The real library, from the installed package. */
export function nodeLibrary(): Promise<ReadStore> {
  library ??= readFile(createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')).then(
    (bytes) => loadLibrary(new Uint8Array(bytes)),
  );
  return library;
}

export function nodeWorker(): CredentialsWorker {
  return createCredentialsWorker({ spawn: () => createInProcessWorker(nodeLibrary), wasmUrl: 'unused' });
}

export const subjectOf = (url: string): Subject => ({
  key: '1:0:1:1',
  url,
  frameUrl: 'https://page.example/',
  pageUrl: 'https://page.example/',
  medium: 'video',
  unseen: false,
  width: 640,
  height: 360,
  duration: 5,
  live: false,
  credentialsMode: 'same-origin',
  pixels: 'tainted',
  playing: true,
  encrypted: false,
  saveData: false,
});

export interface Checked {
  evidence: EvidenceOf<'credentials'>;
  partial: Evidence[];
  source: ByteSource;
}

/** Takes a file through the evidence source as the engine does, with the real library. */
export async function checkSource(
  source: ByteSource,
  lists: readonly TrustList[],
  budget = DEFAULT_CONTENT_BUDGET,
): Promise<Checked> {
  const partial: Evidence[] = [];
  const evidence = await createCredentialsSource({
    openBytes: () => source,
    worker: nodeWorker(),
    trustLists: () => lists,
    budget: () => budget,
  }).check(subjectOf(source.url), {
    signal: new AbortController().signal,
    onPartial: (item) => partial.push(item),
  });
  return { evidence, partial, source };
}

export const checkBytes = (bytes: Uint8Array, lists: readonly TrustList[] = []): Promise<Checked> =>
  checkSource(createMemoryByteSource(bytes), lists);
