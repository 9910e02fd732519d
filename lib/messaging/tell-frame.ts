import { withOriginal } from '../evidence/credentials/original-evidence';
import type { Evidence } from '../evidence/evidence';
import { platformLabelEvidence } from '../evidence/platform-label/evidence';
import type { Mode } from '../storage/settings';
import { weigh } from '../verdict/weigh';
import { parseJobKey } from './job-key';
import { offerOf } from './original-offer';
import { sendMessage } from './protocol';
import type { FrameAddress } from './senders';
import type { OriginalState, VideoRecord } from './video-record';

/**
 * The record with all that follows from what was found and what the page says: the platform's label as evidence
 * (beside the credentials that it may disagree with), what came of looking for the original file, and the verdict
 * over everything. Pure.
 */
export function reweigh(record: VideoRecord, mode: Mode): VideoRecord {
  const { found, original } = lookedFor(record);
  const credentials = found.find(({ source }) => source === 'credentials');
  const label = platformLabelEvidence(
    record.post,
    credentials?.source === 'credentials' ? credentials.details : null,
  );
  const evidence = label ? [...found, label] : found;
  return {
    ...record,
    original,
    evidence,
    verdict: weigh(evidence, mode, record.state === 'done', record.subject.medium),
  };
}

/** Evidence without the platform's label, the credentials' with what the look for an original changes about them. */
function lookedFor({ evidence, original }: VideoRecord): {
  found: Evidence[];
  original: OriginalState | null;
} {
  const others = evidence.filter(({ source }) => source !== 'platform-label');
  if (!original?.finding) return { found: others, original };
  const { finding } = original;
  let { played } = original;
  const found = others.map((item) => {
    if (item.source !== 'credentials') return item;
    // What the engine says of the video itself knows nothing of originals.
    if (!item.details?.original || !played) played = item;
    return withOriginal(played, finding);
  });
  return { found, original: { ...original, played } };
}

/** Sends a record's verdict to its frame. The tab may have closed meanwhile; its record goes with it. */
export async function tellFrame(record: VideoRecord): Promise<void> {
  const { subject, verdict, evidence } = record;
  const { tabId, frameId, id, generation } = parseJobKey(subject.key);
  const answer = { id, generation, verdict, evidence, original: offerOf(record) };
  await sendMessage('tab:answer', answer, { tabId, frameId }).catch(() => undefined);
}

/** Asks a frame to tell of a video again. */
export async function askAgain({ tabId, frameId, id }: FrameAddress & { id: string }): Promise<void> {
  await sendMessage('tab:again', { id }, { tabId, frameId }).catch(() => undefined);
}
