import { browser } from 'wxt/browser';
import { type JobAddress, parseJobKey } from '../messaging/job-key';
import type { VideoRecord } from '../messaging/video-record';
import { exclusively } from './exclusively';
import { RecordRoom, type RoomEntry, type RoomQuery } from './record-room';

/** Prefix of the records in `storage.session`; the popup and QA list them by it. */
export const RECORD_PREFIX = 'video:';
/** Prefix of the number of videos of a tab for whose records there was no room. */
export const UNLISTED_PREFIX = 'unlisted:';

type Place = Pick<JobAddress, 'tabId' | 'frameId' | 'id'>;

export const recordKey = ({ tabId, frameId, id }: Place): string =>
  `${RECORD_PREFIX}${tabId}:${frameId}:${id}`;

const room = new RecordRoom();
let filled: Promise<void> | null = null;

const entryOf = ({ subject, tabId, frameId, documentId }: VideoRecord): RoomEntry => ({
  ...{ tabId, frameId, jobKey: subject.key, documentId: documentId ?? null },
  key: recordKey(parseJobKey(subject.key)),
});

function again(error: unknown): never {
  filled = null;
  throw error;
}

/** What an earlier life of this worker wrote is counted once, the oldest first. */
function fillRoom(): Promise<void> {
  filled ??= (async () => {
    const all = Object.entries(await browser.storage.session.get(null).catch(again));
    const records = all.filter(([key]) => key.startsWith(RECORD_PREFIX)).map(([, value]) => value);
    (records as VideoRecord[])
      .filter(({ subject }) => !room.has(recordKey(parseJobKey(subject.key))))
      .sort((a, b) => a.timings.found - b.timings.found)
      .forEach((record) => room.add(entryOf(record)));
  })();
  return filled;
}

async function read(key: string): Promise<VideoRecord | null> {
  const found = await browser.storage.session.get(key);
  return (found[key] as VideoRecord | undefined) ?? null;
}

/** Numbers of missing videos as they were last written. */
const written = new Map<number, number>();

/** Tabs whose number is being written. */
const noting = new Set<number>();

/** Writes down how many videos of a tab are missing, if that has changed; in a flood of videos not for each of them. */
async function noteUnlisted(tabId: number): Promise<void> {
  if (noting.has(tabId)) return;
  noting.add(tabId);
  try {
    for (;;) {
      const count = room.droppedOf(tabId);
      if (count === (written.get(tabId) ?? 0)) return;
      const key = `${UNLISTED_PREFIX}${tabId}`;
      written.set(tabId, count);
      if (count > 0) await browser.storage.session.set({ [key]: count });
      else await browser.storage.session.remove(key);
    }
  } finally {
    noting.delete(tabId);
  }
}

/** Takes records out that had to make room. */
async function clear(gone: readonly RoomEntry[]): Promise<void> {
  if (gone.length === 0) return;
  await browser.storage.session.remove(gone.map(({ key }) => key));
  for (const tabId of new Set(gone.map((entry) => entry.tabId))) await noteUnlisted(tabId);
}

/**
 * Writes where the storage may be full (10 MB in all): the oldest records, those out of view first, go until it fits.
 * @returns what had to go
 */
async function write(key: string, record: VideoRecord): Promise<RoomEntry[]> {
  const gone: RoomEntry[] = [];
  for (;;) {
    try {
      await browser.storage.session.set({ [key]: record });
      return gone;
    } catch (error) {
      const next = room.tenth(key);
      if (next.length === 0) throw error;
      await clear(next);
      gone.push(...next);
    }
  }
}

/** The record of a video of a frame, null where there is none. */
export async function getRecord(place: Place): Promise<VideoRecord | null> {
  await fillRoom();
  const key = recordKey(place);
  return room.has(key) ? read(key) : null;
}

/**
 * Writes a new record over whatever was there. A tab has room for {@link MOST_PER_TAB}.
 * @returns the jobs of records that had to go for it
 */
export async function putRecord(record: VideoRecord, inView: boolean): Promise<string[]> {
  await fillRoom();
  const entry = entryOf(record);
  room.add(entry);
  room.setInView(entry.key, inView);
  const gone = room.overflow(record.tabId, entry.key);
  await clear(gone);
  // In a flood of videos it may have had to make room itself by now.
  const section = async () => (room.has(entry.key) ? write(entry.key, record) : []);
  gone.push(...(await exclusively(entry.key, section)));
  await noteUnlisted(record.tabId);
  return gone.map(({ jobKey }) => jobKey);
}

/** A video came into view or left it: those in view keep their records longest. */
export function markInView(place: Place, inView: boolean): void {
  const key = recordKey(place);
  if (room.has(key)) room.setInView(key, inView);
}

/**
 * Changes the record of a job, if it still is of that very source: a late result of an element
 * that plays something else by now is dropped.
 *
 * @returns the record as written, null where it was gone or of another generation
 */
export async function changeRecord(
  job: JobAddress & { key: string },
  change: (record: VideoRecord) => VideoRecord,
): Promise<VideoRecord | null> {
  await fillRoom();
  const key = recordKey(job);
  return exclusively(key, async () => {
    const record = await read(key);
    if (record?.subject.key !== job.key) return null;
    const next = change(record);
    if (!room.has(key)) return null;
    await write(key, next);
    return next;
  });
}

/** All records of a tab. */
export async function listRecords({ tabId }: { tabId: number }): Promise<VideoRecord[]> {
  const all = await browser.storage.session.get(null);
  return Object.entries(all)
    .filter(([key]) => key.startsWith(`${RECORD_PREFIX}${tabId}:`))
    .map(([, record]) => record as VideoRecord);
}

/** How many videos of a tab are not among its records, since there were too many. */
export async function countUnlisted(tabId: number): Promise<number> {
  const key = `${UNLISTED_PREFIX}${tabId}`;
  const count = Number((await browser.storage.session.get(key))[key]);
  return Number.isFinite(count) ? count : 0;
}

/** Forgets one video. */
export async function removeRecord(place: Place): Promise<void> {
  await fillRoom();
  const key = recordKey(place);
  room.forget(key, place.tabId);
  await exclusively(key, () => browser.storage.session.remove(key));
  await noteUnlisted(place.tabId);
}

/** Forgets every video of a tab, frame or document that went away. @returns the keys of their jobs */
export async function removeRecords(of: RoomQuery): Promise<string[]> {
  await fillRoom();
  const found = room.find(of);
  for (const { key, tabId } of found) room.forget(key, tabId);
  const keys = found.map(({ key }) => key);
  if (keys.length > 0) await browser.storage.session.remove(keys);
  if (of.frameId === undefined || of.frameId === 0) room.forgetDropped(of.tabId);
  await noteUnlisted(of.tabId);
  return found.map(({ jobKey }) => jobKey);
}
