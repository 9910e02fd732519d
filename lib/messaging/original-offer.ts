import { speaksForItself } from '../evidence/credentials/original-evidence';
import type { OriginalOutcome } from '../evidence/credentials/original-details';
import type { OriginalAddress } from '../page/sites/original-lookup';
import type { VideoRecord } from './video-record';

/** What card and popup say of an original file that could be looked for. */
export interface OriginalOffer {
  state: 'offered' | 'looking';
  /** The host that is asked first. */
  host: string;
  /** That host only names the one which has the file. */
  namesAnother: boolean;
  /** It was looked for before, and another look may go better. */
  again: boolean;
  /** Match pattern of a site that the last look was not allowed to read; null where that was not the trouble. */
  missingAccess: string | null;
}

/** After so long without an answer, in milliseconds, a look is taken for lost: the engine's process may have gone. */
const LOST_MS = 120_000;

/** Ends after which nothing more is offered: the same would come out. */
const SETTLED: ReadonlySet<OriginalOutcome> = new Set(['credited', 'none', 'frames-differ']);

/** The address that is asked before any other. */
export const firstAsked = ({ url, lookup }: OriginalAddress): URL | null =>
  URL.parse(lookup?.url ?? url ?? '');

/**
 * What is offered for a video: nothing while it is being checked, where it has credentials of its own, where no address
 * is known, and where nothing could ever be compared with what is on screen.
 */
export function offerOf(record: VideoRecord, now = Date.now()): OriginalOffer | null {
  const { original, subject, state } = record;
  if (!original || state !== 'done' || subject.encrypted || subject.live) return null;
  if (subject.url.startsWith('blob:') && subject.pixels !== 'readable') return null;
  const asked = firstAsked(original.address);
  if (!asked) return null;
  const offer = { host: asked.hostname, namesAnother: original.address.lookup !== null };
  if (original.since !== null && now - original.since < LOST_MS)
    return { ...offer, state: 'looking', again: false, missingAccess: null };
  const { finding } = original;
  if (finding ? SETTLED.has(finding.details.outcome) : hasOwnCredentials(record)) return null;
  const barred = finding?.details.reason === 'no-permission';
  return {
    ...{ ...offer, state: 'offered', again: finding !== null },
    missingAccess: barred ? `*://${finding.details.host}/*` : null,
  };
}

const hasOwnCredentials = ({ evidence }: VideoRecord): boolean =>
  evidence.some((item) => item.source === 'credentials' && speaksForItself(item));
