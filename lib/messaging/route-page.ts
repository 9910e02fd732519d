import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Subject } from '../evidence/evidence';
import type { EngineHost } from '../platform/engine-host';
import {
  changeRecord,
  getRecord,
  markInView,
  putRecord,
  recordKey,
  removeRecord,
  removeRecords,
} from '../storage/video-records';
import { isHostOf, siteNamed } from '../page/sites/site-of';
import { loadSettings } from '../storage/settings';
import { weigh } from '../verdict/weigh';
import { createTurns } from './in-turn';
import type { Job } from './job';
import { jobKey, parseJobKey } from './job-key';
import { makeJob } from './make-job';
import { pageSettings } from './page-settings';
import { PageOriginalSchema, PageSeekSchema } from './original-schema';
import { onMessage } from './protocol';
import { type Rate, rateLimit } from './rate-limit';
import {
  type CheckRequest,
  PageGoneSchema,
  PagePostSchema,
  PageRequestSchema,
  PageShownSchema,
  type PageUpdate,
  PageUpdateSchema,
} from './schemas';
import type { OriginalRoutes } from './route-original';
import { type FrameAddress, frameOf, SenderError } from './senders';
import { askAgain, reweigh, tellFrame } from './tell-frame';
import type { PostReport, VideoRecord } from './video-record';

/** Of one frame. A thousand videos that are found at once and scrolled past fast stay well below. */
const MESSAGES: Rate = { burst: 5000, perSecond: 300 };

function newRecord(request: CheckRequest, frame: FrameAddress): VideoRecord {
  const { id, generation, visible, waiting, asked, foundAt, ...said } = request;
  const subject: Subject = {
    ...said,
    live: said.duration === Number.POSITIVE_INFINITY,
    duration: Number.isFinite(said.duration) ? said.duration : 0,
    key: jobKey({ ...frame, id, generation }),
    frameUrl: frame.frameUrl,
    pageUrl: frame.pageUrl,
  };
  return {
    subject,
    tabId: frame.tabId,
    frameId: frame.frameId,
    ...(frame.documentId === null ? {} : { documentId: frame.documentId }),
    verdict: weigh([], 'viewer', false),
    evidence: [],
    post: null,
    original: null,
    timings: { found: foundAt, firstLabel: null, final: null },
    badge: null,
    ...(asked ? { asked } : {}),
    state: waiting ? 'waiting' : 'queued',
    bytes: 0,
  };
}

/**
 * Whether a stream is worth another look, which changes its verdict in place: more of it was played, or it
 * plays now and could not be checked before (without pictures on screen nothing can be credited), or only by the one
 * picture that it showed while it stood still.
 */
function goesOn(
  { subject, state, evidence }: VideoRecord,
  { playing, played }: Pick<PageUpdate, 'playing' | 'played'>,
): boolean {
  if (state !== 'done' || !subject.url.startsWith('blob:') || subject.encrypted) return false;
  const unsure = evidence.some(
    (item) =>
      item.source === 'credentials' &&
      (item.outcome === 'could-not-check' || item.details?.session?.framesCompared === 1),
  );
  return played !== undefined || (playing === true && unsure);
}

/** An original can be compared with what is on screen only while that plays. */
async function notePlaying(record: VideoRecord | null, { playing }: PageUpdate): Promise<VideoRecord | null> {
  if (!record?.original || playing === undefined) return record;
  const { key } = record.subject;
  return changeRecord({ ...parseJobKey(key), key }, (now) => ({
    ...now,
    subject: { ...now.subject, playing },
  }));
}

/** A page may speak of its own platform only: nobody else can say that YouTube labels a video. */
function believedPost(post: PostReport, frameUrl: string): PostReport {
  const site = siteNamed(post.platform);
  const host = URL.canParse(frameUrl) ? new URL(frameUrl).hostname : '';
  return site && isHostOf(site, host) ? post : { ...post, known: false, label: null };
}

/**
 * Handles what content scripts send: a record for every video, a job for every visible one.
 * Videos out of view are remembered and given to the engine when they come into view, so that
 * the engine's queue stays as small as the viewport.
 * @returns what must be told of every record that has its verdict
 */
export function routePage(
  host: EngineHost,
  originals: OriginalRoutes,
): { decided(record: VideoRecord): Promise<void> } {
  /** Videos that began to play while they were checked, by key: their pictures may have come too late for it. */
  const beganMeanwhile = new Set<string>();
  const inTurn = createTurns();
  const mayPass = rateLimit(MESSAGES, () => Date.now());
  const frame = (sender: Parameters<typeof frameOf>[0]) => {
    const place = frameOf(sender, browser.runtime.id);
    if (!mayPass(`${place.tabId}:${place.frameId}`)) throw new SenderError('too many messages');
    return place;
  };
  const cancel = async (keys: readonly string[]) => {
    for (const key of keys) beganMeanwhile.delete(key);
    await Promise.all(keys.map((key) => host.cancel(key)));
  };

  const jobOf = ({ subject, asked = false }: VideoRecord, fresh: boolean): Promise<Job> =>
    makeJob(subject, { visible: true, saveData: subject.saveData, asked, fresh });
  const run = async (record: VideoRecord, fresh = false): Promise<void> => {
    await host.run(await jobOf(record, fresh));
  };
  /** Another look at a stream; where data is to be saved it would only take back what is known. */
  const runPlaying = async (record: VideoRecord): Promise<void> => {
    const job = await jobOf({ ...record, subject: { ...record.subject, playing: true } }, false);
    if (!job.saveData) await host.run(job);
  };

  onMessage('page:hello', async ({ sender }) => {
    const { tabId, frameId, documentId, pageUrl } = frame(sender);
    await cancel(await removeRecords({ tabId, frameId, notDocument: documentId }));
    return pageSettings(pageUrl);
  });

  const check = async (request: CheckRequest, place: FrameAddress & { id: string }): Promise<void> => {
    const known = await getRecord(place);
    const record = newRecord(request, place);
    if (known?.subject.key === record.subject.key && known.state !== 'waiting') {
      // The page asks again after a break: what is known already need not be found twice.
      if (request.visible && known.state !== 'done') await run(known);
      return;
    }
    if (known) await cancel([known.subject.key]);
    await cancel(await putRecord(record, request.visible));
    if (request.visible && !request.waiting) await run(record, request.asked);
  };

  onMessage('page:check', ({ data, sender }) => {
    const request = v.parse(PageRequestSchema, data);
    const place = { ...frame(sender), id: request.id };
    return inTurn(recordKey(place), () => check(request, place));
  });

  onMessage('page:update', ({ data, sender }) => {
    const update = v.parse(PageUpdateSchema, data);
    const place = { ...frame(sender), id: update.id };
    return inTurn(recordKey(place), async () => {
      const record = await notePlaying(await getRecord(place), update);
      if (update.visible !== undefined) markInView(place, update.visible);
      // Its record had to make room, or this is after a flood: the page tells of it once more.
      if (!record && update.visible) await askAgain(place);
      if (record && update.playing) await originals.consider(record);
      if (record && goesOn(record, update)) {
        await runPlaying(record);
        return;
      }
      if (record?.state !== 'queued') return;
      if (update.playing) beganMeanwhile.add(record.subject.key);
      if (update.visible === true) await run(record);
      if (update.visible === false) await host.change({ key: record.subject.key, visible: false });
    });
  });

  onMessage('page:post', ({ data, sender }) => {
    const { id, post: said } = v.parse(PagePostSchema, data);
    const place = { ...frame(sender), id };
    const post = said && believedPost(said, place.frameUrl);
    return inTurn(recordKey(place), async () => {
      const known = await getRecord(place);
      if (!known) return;
      const { key } = known.subject;
      const { settings } = await loadSettings();
      const record = await changeRecord({ ...parseJobKey(key), key }, (now) =>
        reweigh({ ...now, post }, settings.mode),
      );
      // What waits to be asked keeps saying so.
      if (record && record.state !== 'waiting') await tellFrame(record);
    });
  });

  onMessage('page:original', ({ data, sender }) => {
    const { id, original } = v.parse(PageOriginalSchema, data);
    const place = { ...frame(sender), id };
    return inTurn(recordKey(place), () => originals.named(original, place));
  });

  onMessage('page:seek', async ({ data, sender }) => {
    const place = { ...frame(sender), id: v.parse(PageSeekSchema, data).id };
    const record = await getRecord(place);
    if (record) await originals.seek(record.subject.key);
  });

  onMessage('page:gone', ({ data, sender }) => {
    const place = { ...frame(sender), id: v.parse(PageGoneSchema, data).id };
    return inTurn(recordKey(place), async () => {
      const record = await getRecord(place);
      if (record) await cancel([record.subject.key]);
      await removeRecord(place);
    });
  });

  onMessage('page:shown', async ({ data, sender }) => {
    const { id, badge, timings } = v.parse(PageShownSchema, data);
    const record = await getRecord({ ...frame(sender), id });
    if (!record) return;
    const { key } = record.subject;
    await changeRecord({ ...parseJobKey(key), key }, (now) => ({ ...now, badge, timings }));
  });

  onMessage('page:left', async ({ sender }) => {
    const { tabId, frameId, documentId } = frame(sender);
    // It may arrive when the next document of the frame has already told of its videos.
    await cancel(await removeRecords({ tabId, frameId, documentId }));
  });

  return {
    async decided(record) {
      const began = beganMeanwhile.delete(record.subject.key);
      if (began && goesOn(record, { playing: true })) await runPlaying(record);
    },
  };
}
