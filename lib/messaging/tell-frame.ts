import { platformLabelEvidence } from '../evidence/platform-label/evidence';
import type { Mode } from '../storage/settings';
import { weigh } from '../verdict/weigh';
import { parseJobKey } from './job-key';
import { sendMessage } from './protocol';
import type { FrameAddress } from './senders';
import type { VideoRecord } from './video-record';

/**
 * The record with all that follows from what was found and what the page says: the platform's label as evidence
 * (beside the credentials that it may disagree with) and the verdict over everything. Pure.
 */
export function reweigh(record: VideoRecord, mode: Mode): VideoRecord {
  const found = record.evidence.filter(({ source }) => source !== 'platform-label');
  const credentials = found.find(({ source }) => source === 'credentials');
  const label = platformLabelEvidence(
    record.post,
    credentials?.source === 'credentials' ? credentials.details : null,
  );
  const evidence = label ? [...found, label] : found;
  return {
    ...record,
    evidence,
    verdict: weigh(evidence, mode, record.state === 'done', record.subject.medium),
  };
}

/** Sends a record's verdict to its frame. The tab may have closed meanwhile; its record goes with it. */
export async function tellFrame({ subject, verdict, evidence }: VideoRecord): Promise<void> {
  const { tabId, frameId, id, generation } = parseJobKey(subject.key);
  const answer = { id, generation, verdict, evidence };
  await sendMessage('tab:answer', answer, { tabId, frameId }).catch(() => undefined);
}

/** Asks a frame to tell of a video again. */
export async function askAgain({ tabId, frameId, id }: FrameAddress & { id: string }): Promise<void> {
  await sendMessage('tab:again', { id }, { tabId, frameId }).catch(() => undefined);
}
