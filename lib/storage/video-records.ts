import { browser } from 'wxt/browser';
import { type JobAddress, parseJobKey } from '../messaging/job-key';
import type { VideoRecord } from '../messaging/video-record';
import { exclusively } from './exclusively';

/** Prefix of the records in `storage.session`; the popup and QA list them by it. */
export const RECORD_PREFIX = 'video:';

type Place = Pick<JobAddress, 'tabId' | 'frameId' | 'id'>;

export const recordKey = ({ tabId, frameId, id }: Place): string =>
  `${RECORD_PREFIX}${tabId}:${frameId}:${id}`;

async function read(key: string): Promise<VideoRecord | null> {
  const found = await browser.storage.session.get(key);
  return (found[key] as VideoRecord | undefined) ?? null;
}

/** The record of a video of a frame, null where there is none. */
export const getRecord = (place: Place): Promise<VideoRecord | null> => read(recordKey(place));

/** Writes a new record over whatever was there. */
export function putRecord(record: VideoRecord): Promise<void> {
  const key = recordKey(parseJobKey(record.subject.key));
  return exclusively(key, () => browser.storage.session.set({ [key]: record }));
}

/**
 * Changes the record of a job, if it still is of that very source: a late result of an element
 * that plays something else by now is dropped.
 *
 * @returns the record as written, null where it was gone or of another generation
 */
export function changeRecord(
  job: JobAddress & { key: string },
  change: (record: VideoRecord) => VideoRecord,
): Promise<VideoRecord | null> {
  const key = recordKey(job);
  return exclusively(key, async () => {
    const record = await read(key);
    if (record?.subject.key !== job.key) return null;
    const next = change(record);
    await browser.storage.session.set({ [key]: next });
    return next;
  });
}

/** All records whose key starts so: of a tab (`{tabId}`) or of one of its frames. */
export async function listRecords(of: { tabId: number; frameId?: number }): Promise<VideoRecord[]> {
  const prefix =
    of.frameId === undefined ? `${RECORD_PREFIX}${of.tabId}:` : `${RECORD_PREFIX}${of.tabId}:${of.frameId}:`;
  const all = await browser.storage.session.get(null);
  return Object.entries(all)
    .filter(([key]) => key.startsWith(prefix))
    .map(([, record]) => record as VideoRecord);
}

/** Forgets one video. */
export function removeRecord(place: Place): Promise<void> {
  const key = recordKey(place);
  return exclusively(key, () => browser.storage.session.remove(key));
}

/** Forgets every video of a tab or frame that went away. @returns the keys of their jobs */
export async function removeRecords(of: { tabId: number; frameId?: number }): Promise<string[]> {
  const records = await listRecords(of);
  await browser.storage.session.remove(records.map((record) => recordKey(parseJobKey(record.subject.key))));
  return records.map((record) => record.subject.key);
}
