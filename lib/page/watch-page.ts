import type { Mode } from '../storage/settings';
import { isBadgeHost } from './badge';
import { BadgeBoard } from './badge-board';
import { ChildFrames } from './child-frames';
import type { EnginePort } from './engine-port';
import { idleTasks } from './idle-tasks';
import { type KnownMedia, LateRoots } from './late-roots';
import { hearMedia } from './media-events';
import { pageServices } from './page-services';
import { NearVideos } from './near-videos';
import { PostWatch } from './post-watch';
import { watchPlayed } from './played-marks';
import { Sight } from './sight';
import { Sizes } from './sizes';
import type { StreamTraces } from './stream-traces';
import { type TrackedVideo, TrackedVideos } from './tracked-video';
import { watchCaptions } from './top-captions';
import { TreeWatch } from './tree-watch';
import { UiWish } from './ui-wish';
import { VideoWatch } from './video-watch';

/** Layers over a page come and go within this time, in milliseconds. */
const AFTER_ACTION = 400;

export interface PageOptions {
  document: Document;
  port: EnginePort;
  /** What the document was seen to fetch, since before its first video. */
  traces: StreamTraces;
  /** What the cards show; asked whenever one is drawn. */
  mode(): Mode;
  /** Check small, hidden and decorative videos unasked. */
  checksAll(): boolean;
  /** False once the extension is gone; nothing is begun any more then. */
  isAlive(): boolean;
  /** The one place where an unexpected error ends up; the page never sees it. */
  onError(error: unknown): void;
  signal: AbortSignal;
}

/**
 * Finds the videos of one frame, asks for their checks and shows the verdicts beside them, until
 * `signal` aborts. After that, and after a video has left the page, nothing of ours is left in it.
 */
export function watchPage(options: PageOptions): void {
  const { document, port, traces, mode, checksAll, isAlive, onError, signal } = options;
  const wish = new UiWish(document);
  const tasks = idleTasks(isAlive, onError, signal);
  const videos = new TrackedVideos(signal);
  const board = new BadgeBoard({
    tasks,
    mode,
    isUnwanted: () => wish.refused,
    onCheck: (tracked) => watch.ask(tracked),
    onSeek: (tracked) => watch.seek(tracked),
    preferenceOf: (tracked) => posts.preferenceOf(tracked),
    onPlaced: (tracked) => sizes.follow(tracked),
    onLooked: (tracked) => {
      near.note(tracked);
      sizes.keep(tracked);
    },
    onReport: ({ id, news }, report) => news.open && port.shown(id, report, news.timings),
  });
  const near = new NearVideos();
  const posts = new PostWatch(document, port);
  const watch = new VideoWatch(videos, board, port, checksAll, posts);
  const known = (list: Iterable<HTMLMediaElement>) => [...list].flatMap((video) => videos.of(video) ?? []);
  const sight = new Sight(
    (sightings) => watch.sighted(sightings),
    (list) => known(list).forEach((tracked) => board.request(tracked)),
    signal,
  );
  const sizes = new Sizes(
    {
      resized: (video, width, height) =>
        known([video]).forEach((tracked) => watch.resized(tracked, width, height)),
      altered: (list) => known(list).forEach(({ badge }) => badge?.reconsider()),
      moved: (list) => {
        board.place(known(list));
        for (const tracked of known(list)) board.request(tracked);
      },
    },
    signal,
  );

  /** Something over these videos may have changed. */
  const lookAgain = (list: Iterable<TrackedVideo>) => {
    for (const tracked of list) {
      tracked.badge?.reconsider();
      board.request(tracked);
    }
  };
  const meet = (video: HTMLMediaElement) => {
    const tracked = videos.add(video);
    if (!tracked) return;
    sight.watch(video, tracked.over.signal);
    sizes.watch(video, tracked.over.signal);
    watchCaptions(video, () => lookAgain([tracked]), tracked.over.signal);
    watchPlayed(video, (seconds) => watch.played(tracked, seconds), tracked.over.signal);
  };

  const isHere = ({ video }: TrackedVideo) => video.isConnected && tree.holds(video.ownerDocument);
  const frames = new ChildFrames(document.defaultView);
  const settle = (parents: ReadonlySet<Node>) => {
    if (wish.renew(parents)) for (const tracked of videos) board.show(tracked, tracked.state);
    if (frames.haveLeft()) port.framesLeft();
    lookAgain(near.touchedBy(parents));
    for (const tracked of videos) {
      if (!isHere(tracked)) {
        watch.forget(tracked);
        continue;
      }
      if (posts.retry(tracked)) tracked.badge?.reconsider(true);
      if (isDisturbed(tracked, parents)) board.request(tracked);
    }
  };

  const late = new LateRoots(document, () => tree, knownMedia(videos), signal);
  const tree = new TreeWatch(
    document,
    {
      video: meet,
      root: (root) => {
        hearMedia(root, (news) => watch.heard(news), signal);
        late.hear(root);
      },
      rootless: (element) => late.follow(element),
      changed: settle,
      given: (video) => {
        watch.given(video);
        // Observers of sizes are heard before this document's frames, not before those of its other windows.
        if (video.ownerDocument !== document) board.place(known([video]));
        else known([video]).forEach((tracked) => sizes.renew(tracked));
      },
      grown: (parents) => {
        for (const tracked of near.touchedBy(parents)) sizes.renew(tracked);
      },
      taken: () => {
        for (const tracked of videos) if (tracked.badge?.leave()) board.request(tracked);
      },
    },
    tasks,
    isBadgeHost,
    signal,
  );

  const restack = () => {
    for (const { badge } of videos) badge?.reconsider();
    board.place(videos);
    for (const { badge } of videos) badge?.restack();
  };
  document.addEventListener('fullscreenchange', restack, { signal });
  document.defaultView?.addEventListener(
    'pageshow',
    ({ persisted, isTrusted }) => persisted && isTrusted && watch.repeat(),
    {
      signal,
    },
  );
  onOwnWindow(document, (inner) => tree.join(inner), signal);
  document.addEventListener('visibilitychange', isAlive, { signal });
  onAction(
    document,
    () => [...videos].filter(({ badge }) => badge?.onTop).forEach((one) => board.request(one)),
    signal,
  );
  port.onVerdict((answer) => watch.answered(answer), signal);
  port.onAsk(pageServices(videos, watch, traces), signal);
}

/** Calls `after` a while after a click or key: it may have opened or closed a layer over the page. */
function onAction(document: Document, after: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listener = () => {
    clearTimeout(timer);
    timer = setTimeout(after, AFTER_ACTION);
  };
  for (const type of ['click', 'keyup'])
    document.addEventListener(type, listener, { capture: true, passive: true, signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
}

/** Calls `opened` with the document of a window that the page opens to play in above all others. */
function onOwnWindow(document: Document, opened: (inner: Document) => void, signal: AbortSignal): void {
  const { documentPictureInPicture } = document.defaultView as { documentPictureInPicture?: EventTarget };
  const listener = (event: Event) => opened((event as Event & { window: Window }).window.document);
  documentPictureInPicture?.addEventListener('enter', listener, { signal });
}

const isDisturbed = ({ badge, video }: TrackedVideo, parents: ReadonlySet<Node>): boolean =>
  badge !== null && (badge.astray || (video.parentNode !== null && parents.has(video.parentNode)));

const knownMedia = (videos: TrackedVideos): KnownMedia => ({
  plays: (url) => [...videos].some(({ video }) => video.currentSrc === url),
  streams: () => [...videos].some(({ source }) => source?.stream === true),
});
