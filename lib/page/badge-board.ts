import type { BadgeReport } from '../messaging/video-record';
import type { Mode } from '../storage/settings';
import type { BadgeState } from '../ui/badge/badge-state';
import { Badge } from './badge';
import type { IdleTasks, Task } from './idle-tasks';
import type { BadgePreference } from './sites/site';
import type { TrackedVideo } from './tracked-video';

interface BoardContext {
  tasks: IdleTasks;
  mode(): Mode;
  /** The page asks that nothing be drawn into it. */
  isUnwanted(): boolean;
  /** Where the badge may sit on this site. */
  preferenceOf(tracked: TrackedVideo): BadgePreference;
  onCheck(tracked: TrackedVideo): void;
  onSeek(tracked: TrackedVideo): void;
  onPlaced(tracked: TrackedVideo): void;
  /** It is known what stands over the video. */
  onLooked(tracked: TrackedVideo): void;
  onReport(tracked: TrackedVideo, report: BadgeReport): void;
}

/** A video that nobody can see well, or at all, carries no badge until it was asked about. */
const wantsBadge = (state: BadgeState): boolean => state.kind === 'verdict' || state.why === 'decorative';

const UNWANTED: BadgeReport = { present: false, visible: false, name: '', box: null, unwanted: true };

/** Scrolling moves every box all the time; that alone is not worth a message. */
function isNews(tracked: TrackedVideo, { present, visible, name, unwanted }: BadgeReport): boolean {
  const { firstLabel, final } = tracked.news.timings;
  const said = JSON.stringify([tracked.news.generation, present, visible, name, unwanted, firstLabel, final]);
  const isNew = said !== tracked.reported;
  tracked.reported = said;
  return isNew;
}

/** All badges of the frame: made, placed and looked after together, so that the layout is read once for all. */
export class BadgeBoard {
  readonly #pending = new Set<TrackedVideo>();

  constructor(private readonly context: BoardContext) {}

  /** Shows `state` on the badge of `tracked`, null for no badge at all. */
  show(tracked: TrackedVideo, state: BadgeState | null): void {
    tracked.state = state;
    const isUnwanted = this.context.isUnwanted();
    if (state === null || tracked.unseen || !wantsBadge(state) || isUnwanted) {
      tracked.badge?.remove();
      tracked.badge = null;
      if (isUnwanted && state?.kind === 'verdict') this.#tell(tracked, UNWANTED);
      return;
    }
    if (tracked.badge) tracked.badge.show(state);
    else tracked.badge = this.#make(tracked, state);
    this.request(tracked);
  }

  #tell(tracked: TrackedVideo, report: BadgeReport): void {
    if (isNews(tracked, report)) this.context.onReport(tracked, report);
  }

  #make(tracked: TrackedVideo, state: BadgeState): Badge {
    const { mode, preferenceOf, onCheck, onSeek } = this.context;
    const context = {
      mode,
      preference: () => preferenceOf(tracked),
      onCheck: () => onCheck(tracked),
      onSeek: () => onSeek(tracked),
    };
    const badge = new Badge(tracked.video, state, context, tracked.over.signal);
    badge.near = tracked.near !== false;
    return badge;
  }

  /** Places these badges now: for observers' callbacks, where the layout has just been made. */
  place(list: Iterable<TrackedVideo>): void {
    const placed = [...list].filter(({ badge }) => badge !== null);
    const places = placed.map(({ badge }) => badge?.measure() ?? null);
    const checks = placed.map(({ badge }, index) => badge?.apply(places[index] ?? null) ?? null);
    const disturbed = placed.filter((_, index) => checks[index]?.());
    for (const tracked of placed) this.context.onPlaced(tracked);
    if (disturbed.length > 0) this.place(disturbed);
  }

  /** Places the badge of `tracked` at the next idle moment, then tells how it stands. */
  request(tracked: TrackedVideo): void {
    if (tracked.badge === null) return;
    if (this.#pending.size === 0) this.context.tasks.add(this.#settle());
    this.#pending.add(tracked);
  }

  *#settle(): Task {
    const list = [...this.#pending].filter(({ video }) => video.isConnected);
    this.#pending.clear();
    this.place(list);
    yield;
    const covered: TrackedVideo[] = [];
    for (const tracked of list) {
      if (!tracked.badge || tracked.over.signal.aborted) continue;
      this.context.onLooked(tracked);
      const { report, covered: isCovered } = tracked.badge.report();
      if (isCovered) covered.push(tracked);
      else this.#tell(tracked, report);
    }
    for (const tracked of covered) this.request(tracked);
  }
}
