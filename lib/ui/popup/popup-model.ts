import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { offerOf } from '../../messaging/original-offer';
import type { VideoRecord } from '../../messaging/video-record';
import { DEFAULT_SETTINGS, followSettings, type Settings, saveSettings } from '../../storage/settings';
import { countUnlisted, listRecords, RECORD_PREFIX, UNLISTED_PREFIX } from '../../storage/video-records';
import { type Site, siteOf } from '../shared/site';
import { suppliersOf } from './suppliers';
import { covers, coversAll } from '../../platform/origins';
import { type SiteAccess, siteAccess } from '../shared/site-access';

/** What the popup asks of the background. */
export interface PopupPorts {
  /** Scrolls the page to a video and shows its card. */
  focus(key: string): Promise<void>;
  /** Checks a video now, whatever is remembered of it. */
  recheck(key: string): Promise<void>;
  /** Looks for the original file of a video. */
  seek(key: string): Promise<void>;
  /** Looks for videos in a tab once, without access to its site. */
  inject(tabId: number): Promise<void>;
}

export type PopupState =
  | 'loading'
  | 'closed' // no extension runs on this page
  | 'off'
  | 'paused'
  | 'no-access'
  | 'no-videos'
  | 'videos';

export interface PopupModel {
  state: ReadonlySignal<PopupState>;
  site: ReadonlySignal<Site>;
  settings: ReadonlySignal<Settings>;
  videos: ReadonlySignal<VideoRecord[]>;
  /** Videos of the page for which there was no room in the list. */
  unlisted: ReadonlySignal<number>;
  access: SiteAccess;
  /** Message key of what went wrong last; null when nothing did. */
  problem: ReadonlySignal<string | null>;
  pause(paused: boolean): Promise<void>;
  /** Hosts in this tab that may be let to hand over what they play. */
  suppliers: ReadonlySignal<string[]>;
  /** Lets a host hand over what it plays, from its next load on. */
  handOver(host: string, on: boolean): Promise<void>;
  turnOn(): Promise<void>;
  checkOnce(): Promise<void>;
  focus(video: VideoRecord): Promise<void>;
  recheck(video: VideoRecord): Promise<void>;
  /** Call it straight from a click: where the last look lacked access to a site, that is asked for first. */
  seek(video: VideoRecord): Promise<void>;
}

/** Everything the popup shows of one tab, kept current until `stop` aborts. */
export function createPopupModel(
  tab: Promise<{ id: number; url: string | undefined } | null>,
  ports: PopupPorts,
  stop: AbortSignal,
): PopupModel {
  const loaded = signal(false);
  const site = signal<Site>({ kind: 'unknown' });
  const settings = signal<Settings>(DEFAULT_SETTINGS);
  const records = signal<VideoRecord[]>([]);
  const unlisted = signal(0);
  const injected = signal(false);
  const problem = signal<string | null>(null);
  const access = siteAccess(stop);

  const attempt = async (action: () => Promise<unknown>, failure: string): Promise<void> => {
    problem.value = null;
    await action().catch(() => {
      problem.value = failure;
    });
  };

  const suppliers = computed(() =>
    site.value.kind === 'site'
      ? suppliersOf(site.value.host, settings.value.suppliedSites, videos.value)
      : [],
  );

  /** Puts a host on one of the viewer's lists, or takes it off. */
  const list = (field: 'pausedSites' | 'suppliedSites', host: string, on: boolean) =>
    saveSettings((now) => {
      const others = now[field].filter((other) => other !== host);
      return { [field]: on ? [...others, host] : others };
    });

  const mayRead = computed(() => {
    const origins = access.origins.value ?? [];
    return site.value.kind === 'site' ? covers(origins, site.value.pattern) : coversAll(origins);
  });

  const state = computed<PopupState>(() => {
    if (!loaded.value || access.origins.value === null) return 'loading';
    if (site.value.kind === 'closed') return 'closed';
    if (!settings.value.enabled) return 'off';
    if (site.value.kind === 'site' && settings.value.pausedSites.includes(site.value.host)) return 'paused';
    if (videos.value.length > 0) return 'videos';
    return mayRead.value || injected.value ? 'no-videos' : 'no-access';
  });

  const videos = computed(() =>
    records.value
      .filter((record) => record.state !== 'gone')
      .sort((a, b) => a.frameId - b.frameId || a.timings.found - b.timings.found),
  );

  const follow = async (): Promise<void> => {
    const [found] = await Promise.all([
      tab,
      followSettings((now) => {
        settings.value = now;
      }, stop),
    ]);
    if (found) {
      site.value = siteOf(found.url);
      await followRecords(
        found.id,
        (all, missing) => {
          records.value = all;
          unlisted.value = missing;
        },
        stop,
      );
    }
    loaded.value = true;
  };
  void follow();

  return {
    ...{ state, site, settings, videos, suppliers, unlisted, access, problem },
    pause: (paused) =>
      attempt(async () => {
        const current = site.peek();
        if (current.kind === 'site') await list('pausedSites', current.host, paused);
      }, 'popup_problem_not_saved'),
    handOver: (host, on) => attempt(() => list('suppliedSites', host, on), 'popup_problem_not_saved'),
    turnOn: () => attempt(() => saveSettings({ enabled: true }), 'popup_problem_not_saved'),
    checkOnce: () =>
      attempt(async () => {
        const found = await tab;
        if (found) await ports.inject(found.id);
        injected.value = true;
      }, 'popup_problem_not_entered'),
    focus: (video) => attempt(() => ports.focus(video.subject.key), 'popup_problem_not_shown'),
    seek: (video) =>
      attempt(async () => {
        const pattern = offerOf(video)?.missingAccess;
        if (!pattern || (await access.request(pattern))) await ports.seek(video.subject.key);
      }, 'popup_problem_not_checked'),
    recheck: (video) => attempt(() => ports.recheck(video.subject.key), 'popup_problem_not_checked'),
  };
}

/** Gives all records of a tab now and after each change, until `stop` aborts. */
async function followRecords(
  tabId: number,
  show: (records: VideoRecord[], unlisted: number) => void,
  stop: AbortSignal,
): Promise<void> {
  let stale = true;
  const read = async (): Promise<void> => {
    // A feed changes many records in one breath: one reading serves all that changed meanwhile.
    while (stale) {
      stale = false;
      show(await listRecords({ tabId }), await countUnlisted(tabId));
    }
  };
  let reading = read();
  const onChanged = (changes: object): void => {
    const isOurs = (key: string) =>
      key.startsWith(`${RECORD_PREFIX}${tabId}:`) || key === `${UNLISTED_PREFIX}${tabId}`;
    if (!Object.keys(changes).some(isOurs)) return;
    if (!stale) {
      stale = true;
      reading = reading.then(read);
    }
  };
  browser.storage.session.onChanged.addListener(onChanged);
  stop.addEventListener('abort', () => browser.storage.session.onChanged.removeListener(onChanged));
  await reading;
}
