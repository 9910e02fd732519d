import { surroundingsOf } from './obstacles';
import type { BadgePreference } from './sites/site';
import { type Area, chooseSpot, isSameSpot, type Spot, USUAL_SPOT } from './spot';
import { hasCaptionsOnTop } from './top-captions';

/** A page that always has something else over its video (comments that run across) does not chase a badge around. */
const MOST_MOVES = 8;
/** Captions along the top take this share of the height. */
const CAPTIONS = 0.3;
/** What comes and goes over one video is followed up to this many elements. */
const MOST_WATCHED = 24;

/** Alone in fullscreen, its surroundings are not shown. */
const isBare = (video: HTMLMediaElement): boolean =>
  (video.getRootNode() as Document | ShadowRoot).fullscreenElement === video;

/** Where on its video one badge stands, found out once and again when there is a reason. */
export class SpotChoice {
  #spot: Spot | null = null;
  /** Of the video, as it was last read. */
  size = '';
  #isStale = true;
  #moves = 0;
  /** The player of the video, as far as it is known: what is put into it may stand in the way. */
  holder: Element | null = null;
  /** Elements that matter once their size changes. */
  watched: Element[] = [];

  constructor(
    private readonly video: HTMLMediaElement,
    private readonly preference: () => BadgePreference,
    private readonly isOwn: (node: Node) => boolean,
  ) {}

  /** Reads from the page, where something has changed. */
  read(): Spot {
    const { offsetWidth: width, offsetHeight: height } = this.video;
    const size = `${width} ${height}`;
    if (width === 0 || (!this.#isStale && size === this.size)) return this.#spot ?? USUAL_SPOT;
    this.#isStale = false;
    this.size = size;
    const taken = this.#taken(width, height);
    const spot = chooseSpot(this.preference(), { width, height }, taken, this.#spot);
    if (this.#spot && !isSameSpot(spot, this.#spot) && ++this.#moves > MOST_MOVES) return this.#spot;
    this.#spot = spot;
    return spot;
  }

  #taken(width: number, height: number): Area[] {
    const captions = { left: 0, top: 0, right: width, bottom: height * CAPTIONS };
    const onTop = hasCaptionsOnTop(this.video) ? [captions] : [];
    if (isBare(this.video)) return onTop;
    const { holder, taken, watched } = surroundingsOf(this.video, this.isOwn);
    this.holder = holder;
    this.watched = watched.slice(0, MOST_WATCHED);
    return [...onTop, ...taken];
  }

  /** What is over the video may be something else now. */
  reconsider(): void {
    this.#isStale = true;
  }

  /** The video stands somewhere else or plays something else: nothing of before counts. */
  forget(): void {
    this.#isStale = true;
    this.#spot = null;
    this.#moves = 0;
  }
}
