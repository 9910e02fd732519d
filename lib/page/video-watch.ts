import type { Answer, EnginePort } from './engine-port';
import { CHECKING } from '../ui/badge/badge-state';
import type { BadgeBoard } from './badge-board';
import type { MediaNews } from './media-events';
import type { Sighting } from './sight';
import type { PostWatch } from './post-watch';
import { waitingOf } from './standing';
import { standingFacts } from './standing-facts';
import type { TrackedVideo, TrackedVideos } from './tracked-video';
import { isUnseen, mediumOf } from './medium';
import { describe, isAnotherSource, isPlaying, sourceOf, wasPlayed } from './video-source';

/** The browser asks sites to save data (Chrome; elsewhere unknown). */
const savesData = (): boolean =>
  (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** What is told of a sound without a box. */
const NO_BADGE = { present: false, visible: false, name: '', box: null };

/** What a stream is can only be told once it has begun: its address says nothing. */
const isReady = ({ source, video }: TrackedVideo): boolean =>
  source !== null && (!source.stream || video.readyState >= HTMLMediaElement.HAVE_METADATA);

/** Follows each video from its first sight to its end, and keeps the engine and its badge informed. */
export class VideoWatch {
  /** Those that said so before they were first sighted. */
  readonly #foundEncrypted = new WeakSet<HTMLMediaElement>();

  constructor(
    private readonly videos: TrackedVideos,
    private readonly board: BadgeBoard,
    private readonly port: EnginePort,
    /** Small, hidden and decorative videos are checked unasked too. */
    private readonly checksAll: () => boolean,
    private readonly posts: PostWatch,
  ) {}

  /** News from the engine. An answer about an earlier source of the element is dropped. */
  answered(answer: Answer): void {
    const tracked = this.videos.byId(answer.id);
    if (!tracked?.news.accepts(answer)) return;
    const { verdict, evidence, original } = answer;
    tracked.news.shown(verdict, performance.now());
    this.board.show(tracked, { kind: 'verdict', verdict, evidence, original });
    if (tracked.unseen) this.port.shown(tracked.id, NO_BADGE, tracked.news.timings);
  }

  /** The viewer wants its original file looked for. */
  seek({ id, news }: TrackedVideo): void {
    if (news.open) this.port.seek(id);
  }

  sighted(sightings: Sighting[]): void {
    for (const { video, near, width, height } of sightings) {
      const tracked = this.videos.of(video);
      if (!tracked) continue;
      const first = tracked.near === null;
      tracked.encrypted ||= this.#foundEncrypted.delete(video);
      Object.assign(tracked, { near, width, height });
      if (tracked.badge) tracked.badge.near = near;
      if (tracked.news.open && !first) this.port.update(tracked.id, { visible: near });
      if (near) this.posts.retry(tracked);
      if (!tracked.news.open || this.#isSeenNow(tracked)) this.#announce(tracked);
      else if (this.#isWaiting(tracked)) this.#reconsider(tracked);
      else if (near && tracked.state === null) this.board.show(tracked, CHECKING);
      else if (near || tracked.badge?.onTop) this.board.request(tracked);
    }
  }

  resized(tracked: TrackedVideo, width: number, height: number): void {
    Object.assign(tracked, { width, height });
    if (this.#isSeenNow(tracked)) this.#announce(tracked);
    else if (this.#isWaiting(tracked)) this.#reconsider(tracked);
  }

  heard({ video, type, loads }: MediaNews): void {
    const tracked = this.videos.of(video);
    if (!tracked) {
      if (type === 'encrypted') this.#foundEncrypted.add(video);
      else if (loads) this.#foundEncrypted.delete(video);
      return;
    }
    const isTurned = this.#turn(tracked, loads);
    // Its keys may have been set before anybody listened, and the event be the first that is heard of a source.
    const isDrm = !tracked.encrypted && (type === 'encrypted' || video.mediaKeys != null);
    if (isTurned && !isDrm) return;
    const isLive = type === 'loadedmetadata' && video.duration === Number.POSITIVE_INFINITY;
    tracked.encrypted ||= isDrm;
    const isOther = type === 'loadedmetadata' && mediumOf(video) !== tracked.medium;
    if (isDrm || isLive || isOther || !tracked.news.open) this.#announce(tracked);
    else if (type === 'playing' && this.#isWaiting(tracked)) this.#reconsider(tracked);
    this.#tellPlaying(tracked);
  }

  /** Its attributes or children may have given it another source. The events of loading come a frame too late. */
  given(video: HTMLMediaElement): void {
    const tracked = this.videos.of(video);
    if (tracked) this.#turn(tracked, false);
  }

  /** @returns true when it plays another source now */
  #turn(tracked: TrackedVideo, loads: boolean): boolean {
    const source = sourceOf(tracked.video);
    const isAnother = isAnotherSource(tracked.source, source, loads);
    tracked.source = source;
    if (isAnother) this.#renewSource(tracked);
    return isAnother;
  }

  /** More of a stream was played, so that more of it can be checked. */
  played({ id, source, news }: TrackedVideo, seconds: number): void {
    if (source?.stream && news.open) this.port.update(id, { played: seconds });
  }

  /** The viewer wants this one checked, or checked again. */
  ask(tracked: TrackedVideo): void {
    tracked.asked = true;
    this.#announce(tracked, true);
  }

  /** The background has forgotten what it was told of this one. */
  tellAgain(tracked: TrackedVideo): void {
    this.#announce(tracked);
  }

  /** Everything is said again: the page has come back out of the back-forward cache. */
  repeat(): void {
    for (const tracked of this.videos) this.#announce(tracked);
  }

  /** The video has left the page. */
  forget(tracked: TrackedVideo): void {
    if (tracked.news.withdraw()) this.port.gone(tracked.id);
    this.videos.remove(tracked);
  }

  /** Sound that was played unseen has got controls to see: a badge can stand there from now on. */
  #isSeenNow({ unseen, video, width, height }: TrackedVideo): boolean {
    return unseen && !isUnseen(video, width, height);
  }

  #isWaiting({ state, asked }: TrackedVideo): boolean {
    return state?.kind === 'waiting' && !asked;
  }

  /** Nothing that was said of the old source may stand beside the new one. */
  #renewSource(tracked: TrackedVideo): void {
    tracked.encrypted = tracked.video.mediaKeys != null;
    tracked.badge?.reconsider(true);
    const wasOpen = tracked.news.withdraw();
    if (this.#announce(tracked)) return;
    if (wasOpen) this.port.gone(tracked.id);
    this.board.show(tracked, null);
  }

  #waiting(tracked: TrackedVideo) {
    if (tracked.asked || this.checksAll()) return null;
    return waitingOf(standingFacts(tracked.video, tracked.width, tracked.height));
  }

  /** Announces a video that waited, once nothing speaks against checking it any more. */
  #reconsider(tracked: TrackedVideo): void {
    if (this.#waiting(tracked) === null) this.#announce(tracked);
  }

  /**
   * @param asked the viewer asks for this very check
   * @returns false while there is nothing to announce yet
   */
  #announce(tracked: TrackedVideo, asked = false): boolean {
    if (tracked.near === null || !tracked.video.isConnected || !isReady(tracked) || !tracked.source)
      return false;
    const { video, id, news } = tracked;
    const unseen = isUnseen(video, tracked.width, tracked.height);
    if (unseen && !wasPlayed(video) && !tracked.asked) return false;
    const why = unseen ? null : this.#waiting(tracked);
    const generation = news.renew(performance.now());
    const described = describe(video, tracked.encrypted);
    Object.assign(tracked, { unseen, medium: described.medium, playing: described.playing });
    this.port.check({
      id,
      generation,
      url: tracked.source.url,
      ...described,
      unseen,
      saveData: savesData(),
      // What is heard is looked at wherever it is.
      visible: tracked.near || unseen,
      waiting: why !== null,
      asked,
      foundAt: news.timings.found,
    });
    this.posts.begin(tracked);
    if (why !== null) this.board.show(tracked, { kind: 'waiting', why });
    else this.board.show(tracked, tracked.near ? CHECKING : null);
    return true;
  }

  #tellPlaying(tracked: TrackedVideo): void {
    const playing = isPlaying(tracked.video);
    if (playing === tracked.playing || !tracked.news.open) return;
    tracked.playing = playing;
    this.port.update(tracked.id, { playing });
  }
}
