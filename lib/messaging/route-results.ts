import * as v from 'valibot';
import type { EngineCallbacks } from '../platform/engine-host';
import { loadSettings } from '../storage/settings';
import { changeRecord } from '../storage/video-records';
import { weigh } from '../verdict/weigh';
import { parseJobKey } from './job-key';
import { sendMessage } from './protocol';
import { FramesSchema } from './schemas';

/**
 * What becomes of the engine's results: weighed, kept in the record, sent to the frame that asked.
 * The record comes first, so that the popup knows what a page may refuse to show.
 */
export const engineCallbacks: EngineCallbacks = {
  async onUpdate({ key, evidence, complete, bytes }) {
    const address = parseJobKey(key);
    const { settings } = await loadSettings();
    const verdict = weigh(evidence, settings.mode, complete);
    const record = await changeRecord({ ...address, key }, (now) => ({
      ...now,
      evidence,
      verdict,
      bytes,
      state: complete ? 'done' : now.state,
    }));
    if (!record) return;
    const { tabId, frameId, id, generation } = address;
    // The tab may have closed meanwhile; its record goes with it.
    await sendMessage('tab:answer', { id, generation, verdict, evidence }, { tabId, frameId }).catch(
      () => undefined,
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
