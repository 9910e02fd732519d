import { CheckError, toCheckError, type Reason } from '../evidence/check-error';
import type { CredentialsDetails } from '../evidence/credentials/details';
import type {
  OriginalDetails,
  OriginalFinding,
  OriginalOutcome,
} from '../evidence/credentials/original-details';
import { type Probe, probeCredentials } from '../evidence/credentials/probe';
import { createCredentialsSource } from '../evidence/credentials/source';
import type { TrustList } from '../evidence/credentials/trust-list';
import type { CredentialsWorker } from '../evidence/credentials/worker-client';
import type { EvidenceOf, Subject } from '../evidence/evidence';
import type { ByteSource } from '../media/byte-source';
import { sketchesMatch } from '../media/frames-match';
import { readWhole } from '../media/read-whole';
import type { OriginalAsk } from '../messaging/job';
import { finishLookup } from '../page/sites/original-lookup';
import { covers } from '../platform/origins';
import { readLookup } from './original-lookup';
import { type PictureDeps, type Shown, shownPictures } from './original-pictures';
import { refusalOfOriginal } from './original-rules';

export interface OriginalDeps extends PictureDeps {
  fetch: typeof fetch;
  /** A file, asked for without cookies and without a referrer. */
  open(url: string): ByteSource & { readonly finalUrl: string };
  worker: CredentialsWorker;
  trustLists(): Promise<readonly TrustList[]>;
  now(): number;
}

/**
 * Looks for the original file of a video and checks its credentials; they are credited only if its pictures are
 * those shown. Every host it asks stands in the answer. Small reads come first: a file without credentials costs at
 * most 64 KiB, and nothing is read whole before there are pictures to compare it with.
 * @throws CheckError cancelled; every other failure is an answer
 */
export function seekOriginal(
  subject: Subject,
  ask: OriginalAsk,
  deps: OriginalDeps,
  signal: AbortSignal,
): Promise<OriginalFinding> {
  return new OriginalSearch(subject, ask, deps, signal).run();
}

/** Why a file in which no manifest could be found is no answer to the question. */
const UNREADABLE: Partial<Record<Probe['kind'], Reason>> = {
  malformed: 'credentials-malformed',
  remote: 'remote-manifest',
  unreadable: 'unsupported-format',
};

interface Result {
  outcome: OriginalOutcome;
  reason?: Reason;
  matched?: boolean | null;
  comparedWith?: OriginalDetails['comparedWith'];
  credentials?: CredentialsDetails;
}

class OriginalSearch {
  readonly #hosts: string[] = [];
  /** Host that is being asked, or would have been. */
  #host = '';
  #lookupBytes = 0;
  #source: ReturnType<OriginalDeps['open']> | null = null;
  readonly #started: number;

  constructor(
    private readonly subject: Subject,
    private readonly ask: OriginalAsk,
    private readonly deps: OriginalDeps,
    private readonly signal: AbortSignal,
  ) {
    this.#started = deps.now();
  }

  async run(): Promise<OriginalFinding> {
    try {
      return this.#finding(await this.#search());
    } catch (error) {
      const failure = toCheckError(error);
      if (failure.reason === 'cancelled' || this.signal.aborted) throw failure;
      this.#nameFinalHost();
      return this.#finding({ outcome: 'failed', reason: failure.reason });
    }
  }

  async #search(): Promise<Result> {
    const source = this.deps.open(await this.#address());
    this.#source = source;
    const probe = await probeCredentials(source, this.signal);
    this.#nameFinalHost();
    const refusal = refusalOfOriginal(source.finalUrl, this.subject);
    if (refusal) throw refusal;
    // What is missing of a cut-off file may have held credentials.
    if (probe.kind === 'none')
      return probe.notes.includes('truncated')
        ? { outcome: 'failed', reason: 'truncated' }
        : { outcome: 'none' };
    const unreadable = UNREADABLE[probe.kind];
    if (unreadable) return { outcome: 'failed', reason: unreadable };
    if (source.size !== null && source.size > this.deps.budget)
      throw new CheckError('too-large', `${source.size} bytes`);
    const shown = await shownPictures(this.subject, this.deps, this.signal);
    return shown ? this.#compare(source, shown) : { outcome: 'not-compared' };
  }

  async #compare(source: ByteSource, shown: Shown): Promise<Result> {
    const { outcome, reason, details } = await this.#check(source);
    if (outcome === 'not-found') return { outcome: 'none' };
    if (outcome === 'could-not-check' || !details)
      return { outcome: 'failed', reason: reason ?? 'unsupported-format' };
    if (details.state === 'malformed') return { outcome: 'failed', reason: 'credentials-malformed' };
    if (details.state === 'remote') return { outcome: 'failed', reason: 'remote-manifest' };
    const matched = await this.#matches(source, shown);
    const compared = { matched, comparedWith: shown.by };
    if (matched === true) return { outcome: 'credited', credentials: details, ...compared };
    return { outcome: matched === false ? 'frames-differ' : 'not-compared', ...compared };
  }

  #check(source: ByteSource): Promise<EvidenceOf<'credentials'>> {
    const { worker, trustLists, budget } = this.deps;
    const single = createCredentialsSource({
      openBytes: () => source,
      ...{ worker, trustLists, budget: () => budget },
    });
    return single.check(
      { ...this.subject, url: source.url },
      { signal: this.signal, onPartial: () => undefined },
    );
  }

  /** All of it was read to be checked, so this costs no byte; a file that cannot be decoded compares with nothing. */
  async #matches(source: ByteSource, { sketches }: Shown): Promise<boolean | null> {
    const moments = sketches.map(({ time }) => time);
    try {
      const file = await readWhole(source, this.deps.budget, this.signal);
      return sketchesMatch(sketches, await this.deps.sketch(file, 0, this.signal, moments)).matched;
    } catch (error) {
      if (toCheckError(error).reason === 'cancelled') throw error;
      return null;
    }
  }

  async #address(): Promise<string> {
    const { url, lookup } = this.ask.address;
    if (!lookup) return this.#allowed(url ?? '');
    const { answer, bytes } = await readLookup(this.#allowed(lookup.url), this.deps.fetch, this.signal);
    this.#lookupBytes = bytes;
    const found = finishLookup(lookup, answer);
    if (found === null) throw new CheckError('original-unknown', `${lookup.url} names no file`);
    return this.#allowed(found);
  }

  /** @throws CheckError private-network, no-permission, original-unknown; the host has been noted all the same */
  #allowed(address: string): string {
    this.#host = URL.parse(address)?.hostname ?? this.#host;
    const refusal = refusalOfOriginal(address, this.subject);
    if (refusal) throw refusal;
    const { protocol, hostname } = new URL(address);
    if (!covers(this.ask.origins, `${protocol}//${hostname}/*`))
      throw new CheckError('no-permission', `no access to ${hostname}`);
    this.#note(hostname);
    return address;
  }

  #note(host: string): void {
    if (!this.#hosts.includes(host)) this.#hosts.push(host);
  }

  /** Servers may send on to another host, which is known once it has answered. */
  #nameFinalHost(): void {
    const final = URL.parse(this.#source?.finalUrl ?? '')?.hostname;
    if (!final || !this.#source) return;
    this.#host = final;
    this.#note(final);
  }

  #finding({ outcome, reason, matched, comparedWith, credentials }: Result): OriginalFinding {
    return {
      details: {
        ...{ outcome, reason: reason ?? null, why: this.ask.address.why },
        ...{ host: this.#host, hosts: this.#hosts },
        ...{ framesMatched: matched ?? null, comparedWith: comparedWith ?? null },
      },
      credentials: credentials ?? null,
      bytes: this.#lookupBytes + (this.#source?.spent ?? 0) + (this.deps.playing?.spent ?? 0),
      ms: Math.round(this.deps.now() - this.#started),
    };
  }
}
