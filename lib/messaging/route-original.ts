import { browser } from 'wxt/browser';
import { refusalOfOriginal } from '../engine/original-rules';
import type { OriginalAddress } from '../page/sites/original-lookup';
import type { EngineHost } from '../platform/engine-host';
import { covers } from '../platform/origins';
import { loadSettings } from '../storage/settings';
import { changeRecord, getRecord } from '../storage/video-records';
import { parseJobKey } from './job-key';
import { makeJob } from './make-job';
import { firstAsked, offerOf } from './original-offer';
import { onMessage } from './protocol';
import { type FrameAddress, requireOwnPage } from './senders';
import { reweigh, tellFrame } from './tell-frame';
import type { VideoRecord } from './video-record';

export interface OriginalRoutes {
  /** Takes what a page says of an original file; null where it names none any more. */
  named(original: OriginalAddress | null, place: FrameAddress & { id: string }): Promise<void>;
  /** The viewer asked: looks for the original of this job's video, where one is offered. */
  seek(key: string): Promise<void>;
  /** Looks without being asked, where the viewer chose so in the options and it can be compared right now. */
  consider(record: VideoRecord): Promise<void>;
}

/**
 * What becomes of original files that pages name. No host is asked but by `seek`: after a click in the card (`page:seek`)
 * or the popup (`view:seek`), or by the viewer's option.
 */
export function routeOriginals(host: EngineHost): OriginalRoutes {
  const seek = async (key: string): Promise<void> => {
    const since = Date.now();
    let isAsked = false;
    const record = await changeRecord({ ...parseJobKey(key), key }, (now) => {
      if (!now.original || offerOf(now)?.state !== 'offered') return now;
      isAsked = true;
      return { ...now, original: { ...now.original, since } };
    });
    if (!isAsked || !record?.original) return;
    await tellFrame(record);
    const { origins = [] } = await browser.permissions.getAll();
    const job = await makeJob(record.subject, { visible: true, saveData: false, asked: true, fresh: true });
    await host.run({ ...job, original: { address: record.original.address, since, origins } });
  };

  const consider = async (record: VideoRecord): Promise<void> => {
    const offer = offerOf(record);
    const first = record.original && firstAsked(record.original.address);
    if (offer?.state !== 'offered' || offer.again || !first) return;
    const { settings } = await loadSettings();
    if (!settings.lookForOriginals || (settings.respectSaveData && record.subject.saveData)) return;
    if (record.subject.pixels === 'readable' && !record.subject.playing) return;
    const { origins = [] } = await browser.permissions.getAll();
    if (covers(origins, `${first.protocol}//${first.hostname}/*`)) await seek(record.subject.key);
  };

  const named: OriginalRoutes['named'] = async (original, place) => {
    const known = await getRecord(place);
    if (!known) return;
    const { key } = known.subject;
    const { settings } = await loadSettings();
    const address = original && allowed(original, known);
    if (JSON.stringify(address) === JSON.stringify(known.original?.address ?? null)) return;
    const record = await changeRecord({ ...parseJobKey(key), key }, (now) =>
      reweigh({ ...withoutOriginal(now), original: address && { address, ...FRESH } }, settings.mode),
    );
    if (record?.state !== 'done') return;
    await tellFrame(record);
    await consider(record);
  };

  onMessage('view:seek', async ({ data, sender }) => {
    requireOwnPage(sender, browser.runtime.id, browser.runtime.getURL(''));
    await seek(data.key);
  });

  return { named, seek, consider };
}

const FRESH = { since: null, finding: null, played: null };

/** What may never be asked is not offered either. */
function allowed(original: OriginalAddress, { subject }: VideoRecord): OriginalAddress | null {
  return refusalOfOriginal(firstAsked(original)?.href ?? '', subject) ? null : original;
}

/** The record as it was before any original file was looked for. */
function withoutOriginal(record: VideoRecord): VideoRecord {
  const played = record.original?.played;
  if (!played) return record;
  const evidence = record.evidence.map((item) => (item.source === 'credentials' ? played : item));
  return { ...record, evidence };
}
