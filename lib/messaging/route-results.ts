import * as v from 'valibot';
import type { EngineCallbacks } from '../platform/engine-host';
import { loadSettings } from '../storage/settings';
import { changeRecord } from '../storage/video-records';
import { parseJobKey } from './job-key';
import { sendMessage } from './protocol';
import { FramesSchema, PageBytesSchema, StreamFactsSchema } from './schemas';
import { reweigh, tellFrame } from './tell-frame';

/**
 * What becomes of the engine's results: weighed, kept in the record, sent to the frame that asked.
 * The record comes first, so that the popup knows what a page may refuse to show.
 */
export const engineCallbacks: EngineCallbacks = {
  async onUpdate({ key, evidence, complete, bytes }) {
    const address = parseJobKey(key);
    const { settings } = await loadSettings();
    const record = await changeRecord({ ...address, key }, (now) =>
      // Another look at a stream changes its verdict only as a whole.
      now.state === 'done' && !complete
        ? now
        : reweigh({ ...now, evidence, bytes, state: complete ? 'done' : now.state }, settings.mode),
    );
    if (record) await tellFrame(record);
  },
  async askStream({ key }) {
    const { tabId, frameId, id, generation } = parseJobKey(key);
    return v.parse(
      StreamFactsSchema,
      await sendMessage('tab:stream', { id, generation }, { tabId, frameId }),
    );
  },
  async askBytes({ key, url, range }) {
    const { tabId, frameId, id, generation } = parseJobKey(key);
    return v.parse(
      PageBytesSchema,
      await sendMessage('tab:bytes', { id, generation, url, range }, { tabId, frameId }),
    );
  },
  async askFrames({ key, request }) {
    const { tabId, frameId, id, generation } = parseJobKey(key);
    return v.parse(
      FramesSchema,
      await sendMessage('tab:frames', { id, generation, request }, { tabId, frameId }),
    );
  },
};
