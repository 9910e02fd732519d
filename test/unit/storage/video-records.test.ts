import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type * as Records from '../../../lib/storage/video-records';
import { keyOf, record } from '../ui/records';

vi.mock('wxt/browser', () => ({ browser: fakeBrowser }));

const session = fakeBrowser.storage.session;
let records: typeof Records;

beforeEach(async () => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  await wake();
});

/** As after the worker was ended: nothing is remembered but what was stored. */
async function wake(): Promise<void> {
  vi.resetModules();
  records = await import('../../../lib/storage/video-records');
}

const stored = async (): Promise<string[]> =>
  Object.keys(await session.get(null)).filter((key) => key.startsWith('video:'));
const put = (id: string, inView = false, tabId = 1): Promise<string[]> =>
  records.putRecord(record(id, { tabId, subject: { key: `${tabId}:0:${id}:1` } }), inView);

/** A storage that takes no more than so many records. */
function holdAtMost(count: number): void {
  const set = session.set.bind(session);
  vi.spyOn(session, 'set').mockImplementation(async (items) => {
    const keys = new Set([...Object.keys(await session.get(null)), ...Object.keys(items)]);
    if ([...keys].filter((key) => key.startsWith('video:')).length > count)
      throw new Error('QUOTA_BYTES quota exceeded');
    await set(items);
  });
}

describe('the records of a tab', () => {
  it('are at most a thousand; the oldest out of view go first, and how many is told', async () => {
    await put('first', true);
    for (let index = 0; index < 999; index++) await put(`v${index}`);
    expect(await records.countUnlisted(1)).toBe(0);
    expect(await put('late')).toEqual(['1:0:v0:1']);
    expect(await put('later', true)).toEqual(['1:0:v1:1']);
    expect(await stored()).toHaveLength(1000);
    expect(await stored()).toContain('video:1:0:first');
    expect(await records.countUnlisted(1)).toBe(2);
    // Another tab has room of its own.
    expect(await put('other', false, 2)).toEqual([]);
  });

  it('are no more than that where all videos are found at once', async () => {
    const ids = Array.from({ length: 1500 }, (_, index) => `v${index}`);
    await Promise.all(ids.map((id) => put(id)));
    expect(await stored()).toHaveLength(1000);
    expect(await records.countUnlisted(1)).toBe(500);
    expect(await records.getRecord({ tabId: 1, frameId: 0, id: 'v0' })).toBeNull();
  });

  it('that had to go are not missed any more once they are told of again, or have left', async () => {
    for (let index = 0; index < 1002; index++) await put(`v${index}`);
    expect(await records.countUnlisted(1)).toBe(2);
    await put('v0');
    expect(await records.countUnlisted(1)).toBe(2);
    await records.removeRecord({ tabId: 1, frameId: 0, id: 'v1' });
    await records.removeRecord({ tabId: 1, frameId: 0, id: 'v2' });
    expect(await records.countUnlisted(1)).toBe(0);
    await records.removeRecords({ tabId: 1 });
    expect(await stored()).toEqual([]);
  });

  it('are counted again by a worker that was ended', async () => {
    for (let index = 0; index < 1000; index++)
      await session.set({
        [`video:1:0:v${index}`]: record(`v${index}`, {
          timings: { found: index, firstLabel: null, final: null },
        }),
      });
    await wake();
    expect(await put('late')).toEqual(['1:0:v0:1']);
    expect(await stored()).toHaveLength(1000);
  });

  it('keep those in view as the view moves on', async () => {
    for (let index = 0; index < 1000; index++) await put(`v${index}`, index === 0);
    records.markInView({ tabId: 1, frameId: 0, id: 'v0' }, false);
    records.markInView({ tabId: 1, frameId: 0, id: 'v1' }, true);
    expect(await put('late')).toEqual(['1:0:v0:1']);
    expect(await put('later')).toEqual(['1:0:v2:1']);
  });
});

describe('a storage that is full', () => {
  it('gives room by the oldest of any tab, and the new record is there', async () => {
    for (let index = 0; index < 30; index++) await put(`v${index}`, false, 1 + (index % 2));
    holdAtMost(30);
    const gone = await put('new', true, 3);
    expect(gone).toEqual(['1:0:v0:1', '2:0:v1:1', '1:0:v2:1', '2:0:v3:1']);
    expect(await stored()).toContain('video:3:0:new');
    expect([await records.countUnlisted(1), await records.countUnlisted(2)]).toEqual([2, 2]);
  });

  it('takes changes too', async () => {
    for (let index = 0; index < 3; index++) await put(`v${index}`);
    const set = session.set.bind(session);
    let refusals = 1;
    vi.spyOn(session, 'set').mockImplementation((items) =>
      refusals-- > 0 ? Promise.reject(new Error('QUOTA_BYTES')) : set(items),
    );
    const job = { tabId: 1, frameId: 0, id: 'v2', generation: 1, key: '1:0:v2:1' };
    expect(await records.changeRecord(job, (now) => ({ ...now, bytes: 7 }))).toMatchObject({ bytes: 7 });
    expect((await stored()).sort()).toEqual(['video:1:0:v1', 'video:1:0:v2']);
  });

  it('says so where nothing is left that could go', async () => {
    holdAtMost(0);
    await expect(put('only')).rejects.toThrow('QUOTA_BYTES');
  });
});

describe('documents of one frame', () => {
  const of = (id: string, documentId: string) => record(id, { documentId, subject: { key: `1:0:${id}:1` } });

  it('do not take each other’s records along, in whatever order they come and go', async () => {
    const [old, young] = [of('old', 'D1'), of('young', 'D2')];
    await records.putRecord(old, true);
    await records.putRecord(young, true);
    expect(await records.removeRecords({ tabId: 1, frameId: 0, documentId: 'D1' })).toEqual(['1:0:old:1']);
    expect(await stored()).toEqual([keyOf(young)]);
    expect(await records.removeRecords({ tabId: 1, frameId: 0, documentId: 'D1' })).toEqual([]);
  });

  it('end what others left when they begin', async () => {
    await records.putRecord(of('old', 'D1'), true);
    await records.putRecord(record('nameless'), true);
    await records.putRecord(of('own', 'D2'), true);
    await records.removeRecords({ tabId: 1, frameId: 0, notDocument: 'D2' });
    expect(await stored()).toEqual(['video:1:0:own']);
  });

  it('that the browser does not name are taken as one', async () => {
    await records.putRecord(record('nameless'), true);
    await records.removeRecords({ tabId: 1, frameId: 0, notDocument: null });
    expect(await stored()).toEqual([]);
  });
});
