import * as v from 'valibot';
import type { EngineCallbacks } from '../platform/engine-host';
import { loadSettings, type Mode } from '../storage/settings';
import { changeRecord } from '../storage/video-records';
import type { JobUpdate } from './job';
import { holdFindings } from './held-findings';
import { parseJobKey } from './job-key';
import { sendMessage } from './protocol';
import { FramesSchema, PageBytesSchema, StreamFactsSchema, SuppliedSchema } from './schemas';
import { reweigh, tellFrame } from './tell-frame';
import type { VideoRecord } from './video-record';

/**
 * What becomes of the engine's results: weighed, kept in the record, sent to the frame that asked.
 * The record comes first, so that the popup knows what a page may refuse to show.
 * @param onDone told of every record that has its verdict
 */
export const engineCallbacks = (onDone: (record: VideoRecord) => Promise<void>): EngineCallbacks => ({
  async onUpdate(update) {
    const { key } = update;
    const { settings } = await loadSettings();
    const record = await changeRecord({ ...parseJobKey(key), key }, (now) =>
      updated(now, update, settings.mode),
    );
    if (!record) return;
    await tellFrame(record);
    if (record.state === 'done') await onDone(record);
  },
  async askStream({ key }) {
    const { tabId, frameId, id, generation } = parseJobKey(key);
    return v.parse(
      StreamFactsSchema,
      await sendMessage('tab:stream', { id, generation }, { tabId, frameId }),
    );
  },
  async askBytes({ key, ...ask }) {
    const { tabId, frameId, id, generation } = parseJobKey(key);
    return v.parse(
      PageBytesSchema,
      await sendMessage('tab:bytes', { id, generation, ...ask }, { tabId, frameId }),
    );
  },
  async askSupplied({ key }) {
    const { tabId, frameId, id, generation } = parseJobKey(key);
    return v.parse(SuppliedSchema, await sendMessage('tab:supplied', { id, generation }, { tabId, frameId }));
  },
  async askFrames({ key, request }) {
    const { tabId, frameId, id, generation } = parseJobKey(key);
    return v.parse(
      FramesSchema,
      await sendMessage('tab:frames', { id, generation, request }, { tabId, frameId }),
    );
  },
});

function updated(
  now: VideoRecord,
  { evidence, complete, bytes, original }: JobUpdate,
  mode: Mode,
): VideoRecord {
  if (original) {
    // An answer to a question that is not asked any more: the page names another file by now.
    const { since, ...finding } = original;
    if (now.original?.since !== since) return now;
    const answered = { ...now.original, since: null, finding };
    return reweigh({ ...now, original: answered, bytes: now.bytes + bytes }, mode);
  }
  // Another look at a stream changes its verdict only as a whole.
  if (now.state === 'done' && !complete) return now;
  const sought = now.original?.finding?.bytes ?? 0;
  const told = now.state === 'done' ? holdFindings(now.evidence, evidence) : evidence;
  const state = complete ? 'done' : now.state;
  return reweigh({ ...now, evidence: told, bytes: bytes + sought, state }, mode);
}
