import type { ByteSource } from '../../media/byte-source';
import { readWhole } from '../../media/read-whole';
import { CheckError, toCheckError } from '../check-error';
import type { EvidenceOf, EvidenceSource, Outcome, SourceContext, Subject } from '../evidence';
import { type CredentialsDetails, type CredentialState, emptyDetails, type Note } from './details';
import { type Probe, probeCredentials } from './probe';
import type { TrustList } from './trust-list';
import type { CredentialsWorker } from './worker-client';

/** Largest file whose content is checked, in bytes, unless the settings say otherwise. */
export const DEFAULT_CONTENT_BUDGET = 25_000_000;

export interface CredentialsSourceOptions {
  /** May throw CheckError: a stream, an encrypted video. */
  openBytes(subject: Subject): ByteSource;
  worker: CredentialsWorker;
  trustLists(): Promise<readonly TrustList[]> | readonly TrustList[];
  /** Most bytes of a file whose content is checked; 0 where data is to be saved. */
  budget(): number;
  /** Bytes that the source had spent when this check began; what it has spent by then unless told. */
  spentBefore?: number;
  now?: () => number;
}

/**
 * Content Credentials of one video in three steps: small reads find the manifest; the manifest alone tells issuer and
 * declaration (`onPartial`); the whole file, where it is no longer than the budget, tells whether the content is
 * what was signed. A file over the budget keeps what the manifest told, with `contentCheck: 'not-made'`.
 */
export function createCredentialsSource(options: CredentialsSourceOptions): EvidenceSource<'credentials'> {
  return {
    name: 'credentials',
    async check(subject, context) {
      try {
        return await new Check(options, subject, context).run();
      } catch (error) {
        throw toCheckError(error);
      }
    },
  };
}

const OUTCOMES: Record<CredentialState, Outcome> = {
  none: 'not-found',
  trusted: 'found',
  unrecognised: 'found',
  invalid: 'found',
  revoked: 'found',
  malformed: 'found',
  remote: 'found',
  unreadable: 'could-not-check',
};

class Check {
  readonly #source: ByteSource;
  readonly #spentBefore: number;
  readonly #started: number;
  readonly #now: () => number;

  constructor(
    private readonly options: CredentialsSourceOptions,
    subject: Subject,
    private readonly context: SourceContext,
  ) {
    this.#now = options.now ?? (() => performance.now());
    this.#started = this.#now();
    this.#source = options.openBytes(subject);
    this.#spentBefore = options.spentBefore ?? this.#source.spent;
  }

  /** Connections fail in passing, and a file may change between two reads: once more, from the start. */
  async run(): Promise<EvidenceOf<'credentials'>> {
    try {
      return await this.#attempt(false);
    } catch (error) {
      if (toCheckError(error).reason !== 'network') throw error;
      return this.#attempt(true);
    }
  }

  async #attempt(last: boolean): Promise<EvidenceOf<'credentials'>> {
    const probe = await probeCredentials(this.#source, this.context.signal);
    switch (probe.kind) {
      case 'none':
      case 'remote':
      case 'malformed':
      case 'unreadable':
        return this.#evidence({ ...emptyDetails(probe.kind), notes: probe.notes });
      case 'whole':
        return this.#evidence(await this.#readFile(probe.format, null, probe.notes));
      case 'manifest':
        return this.#readManifest(probe, last);
    }
  }

  async #readManifest(
    { start, end, notes }: Extract<Probe, { kind: 'manifest' }>,
    last: boolean,
  ): Promise<EvidenceOf<'credentials'>> {
    const { signal } = this.context;
    const bytes = await this.#source.read(start, end, signal);
    const early = await this.options.worker.readManifest(
      bytes,
      await this.options.trustLists(),
      notes,
      signal,
    );
    // The library may see more in the whole file than in the store cut out of it.
    const known = early.state !== 'malformed';
    if (known) this.context.onPartial(this.#evidence(early));
    try {
      return this.#evidence(await this.#readFile('video/mp4', early.list, notes));
    } catch (error) {
      const { reason } = toCheckError(error);
      if (reason === 'cancelled' || !known || (reason === 'network' && !last)) throw error;
      return {
        ...this.#evidence({ ...early, contentCheck: 'not-made' }),
        outcome: 'could-not-check',
        reason,
      };
    }
  }

  async #readFile(
    format: string,
    reachedBefore: string | null,
    notes: readonly Note[],
  ): Promise<CredentialsDetails> {
    const { signal } = this.context;
    const budget = this.options.budget();
    if (budget <= 0) throw new CheckError('data-saver', 'no bytes may be spent on the content');
    const bytes = await readWhole(this.#source, budget, signal);
    if (bytes.length === 0) throw new CheckError('empty-file', `${this.#source.url} is empty`);
    return this.options.worker.readFile(
      { bytes, format, reachedBefore, notes },
      await this.options.trustLists(),
      signal,
    );
  }

  #evidence(details: CredentialsDetails): EvidenceOf<'credentials'> {
    // What is missing of a cut-off file may have held credentials.
    const cutOff = details.state === 'none' && details.notes.includes('truncated');
    const outcome = cutOff ? 'could-not-check' : OUTCOMES[details.state];
    return {
      source: 'credentials',
      outcome,
      reason: cutOff ? 'truncated' : outcome === 'could-not-check' ? 'unsupported-format' : null,
      details,
      bytes: this.#source.spent - this.#spentBefore,
      ms: Math.round(this.#now() - this.#started),
      settled: details.contentCheck !== 'pending',
    };
  }
}
