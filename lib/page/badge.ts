import type { BadgeReport } from '../messaging/video-record';
import type { BadgeState } from '../ui/badge/badge-state';
import { type MountedBadge, mountBadge, type ViewContext } from '../ui/badge/mount';
import { audioPlace } from './audio-place';
import { type Objections, type Place, placeOf } from './badge-place';
import { hiddenStyle } from './badge-style';
import { coverAt, isVeiled } from './covered';
import { isVideo } from './medium';
import type { BadgePreference } from './sites/site';
import { USUAL_SPOT } from './spot';
import { SpotChoice } from './spot-choice';

/** How often a badge that the page takes away is put back. */
const MOST_RETURNS = 5;

/** Hosts of this content script; what they do to the tree is no news. */
const hosts = new WeakSet<Node>();
export const isBadgeHost = (node: Node): boolean => hosts.has(node);

/**
 * What one child more could change: the video's box within its parent and the parent's size, in whole CSS
 * pixels, and the margin of what was the last child (rules like `:not(:last-child)`).
 */
function layoutOf(video: HTMLMediaElement): string {
  const parent = video.parentNode instanceof ShadowRoot ? video.parentNode.host : video.parentElement;
  const [outer, inner] = [parent?.getBoundingClientRect() ?? new DOMRect(), video.getBoundingClientRect()];
  const { width, height } = outer;
  const sides = [inner.x - outer.x, inner.y - outer.y, inner.width, inner.height, width, height];
  let last = video.parentNode?.lastElementChild;
  if (last && isBadgeHost(last)) last = last.previousElementSibling;
  return [...sides.map(Math.round), last && getComputedStyle(last).margin].join();
}

/** The badge of one video: a host element with a closed root beside it, and the view within. */
export class Badge {
  readonly #host: HTMLElement;
  readonly #view: MountedBadge;
  #place: Place | null = null;
  /** For which it has its styles. */
  #home: Document;
  /** What the video stood in when the badge was placed. */
  #parent: ParentNode | null = null;
  #style = hiddenStyle;
  readonly #choice: SpotChoice;
  #spot = USUAL_SPOT;
  /** The kind of place and the spot where it stands. */
  #berth = '';
  readonly #objections: Objections = { cover: null, coveredAgain: false, disturbs: false };
  #layout = '';
  #returns = 0;
  #near = true;
  #veiled = false;
  readonly #over = new AbortController();

  constructor(
    private readonly video: HTMLMediaElement,
    state: BadgeState,
    context: ViewContext & { preference(): BadgePreference },
    signal: AbortSignal,
  ) {
    this.#choice = new SpotChoice(video, context.preference, isBadgeHost);
    this.#home = video.ownerDocument;
    this.#host = this.#home.createElement('whence-badge');
    this.#host.style.cssText = hiddenStyle;
    hosts.add(this.#host);
    this.#view = mountBadge(this.#host.attachShadow({ mode: 'closed' }), state, context, this.#over.signal);
    signal.addEventListener('abort', () => this.remove(), { signal: this.#over.signal });
  }

  show(state: BadgeState): void {
    this.#view.show(state);
  }

  remove(): void {
    this.#over.abort();
    this.#host.remove();
  }

  /** Popovers are kept for the videos in sight. */
  set near(near: boolean) {
    this.#near = near;
  }

  /** What stands over the video. */
  get surroundings(): Pick<SpotChoice, 'holder' | 'watched'> {
    return this.#choice;
  }

  /** What stands over the video may be something else now, or, with `all`, the video itself is. */
  reconsider(all = false): void {
    if (all) this.#choice.forget();
    else this.#choice.reconsider();
  }

  flash(): void {
    this.#view.flash();
  }

  /** First of two steps, so that many badges read the layout before any of them writes. */
  measure(): Place | null {
    if (!this.video.isConnected) return null;
    // Under the viewer's hands it stays where it is.
    if (isVideo(this.video) && !this.#view.isBusy()) this.#spot = this.#choice.read();
    const place = isVideo(this.video)
      ? placeOf(this.video, this.#host, this.#objections, this.#spot)
      : audioPlace(this.video, isBadgeHost);
    if (this.#host.parentNode !== place.container) this.#layout = layoutOf(this.video);
    this.#veiled = place.mode === 'top-layer' && isVeiled(this.video, isBadgeHost);
    return place;
  }

  /** @returns the check, for when all have been applied, whether all has to be read once more */
  apply(place: Place | null): (() => boolean) | null {
    if (place === null) return null;
    const missing = this.#host.parentNode !== place.container;
    if (missing && !this.#mayReturn(place)) return null;
    if (missing) this.#putInto(place.container);
    this.#place = place;
    this.#parent = this.video.parentNode;
    this.#dress();
    return missing || place.provisional
      ? () => (missing && this.#hasMoved()) || place.provisional === true
      : null;
  }

  #putInto(container: Place['container']): void {
    container.append(this.#host);
    if (this.#isBare) this.#view.restyle();
    this.#home = this.#host.ownerDocument;
  }

  /** Popovers opened before an element went fullscreen lie below it. */
  restack(): void {
    if (this.#place?.mode !== 'top-layer' || !this.#host.matches(':popover-open')) return;
    this.#host.hidePopover();
    this.#dress();
  }

  /** The page has taken the host away, or the video has moved to another parent. */
  get astray(): boolean {
    return (
      this.#place !== null && (!this.#host.isConnected || this.#place.container !== this.#host.parentNode)
    );
  }

  /**
   * Takes the badge out of the page where the video has gone from beside it, until it is placed anew; reads no layout.
   * @returns whether it had to go
   */
  leave(): boolean {
    if (this.#place === null || !this.#isLeft()) return false;
    this.#host.remove();
    this.#place = null;
    this.#choice.forget();
    return true;
  }

  /** A root loses its styles on the way into another document. */
  get #isBare(): boolean {
    return this.#host.ownerDocument !== this.#home;
  }

  /** A popover that was taken out with what surrounds it comes back closed, and tied to nothing. */
  #isLeft(): boolean {
    if (!this.video.isConnected || this.video.parentNode !== this.#parent || this.#isBare) return true;
    return this.onTop && this.#style !== hiddenStyle && !this.#host.matches(':popover-open');
  }

  /** In the top layer, where it has to be taken away and put back as the video leaves and comes. */
  get onTop(): boolean {
    return this.#place?.mode === 'top-layer';
  }

  /** The element whose size tells when the badge has to be placed anew, besides the video's own. */
  get base(): Element | null {
    return this.#place?.base ?? null;
  }

  /** Reads how the badge stands. @returns `covered` when another place is known that has not been tried */
  report(): { report: BadgeReport; covered: boolean } {
    const { x, y, width, height } = this.#view.box();
    const shown =
      this.#host.isConnected && width > 0 && this.#host.checkVisibility({ opacityProperty: true });
    const target = this.#view.target();
    const [middle, centre] = [target.x + target.width / 2, target.y + target.height / 2];
    const cover = shown ? coverAt(this.#host, middle, centre) : null;
    return {
      report: {
        present: this.#host.isConnected,
        visible: shown && cover === null,
        name: this.#view.name(),
        box: shown ? [x, y, width, height] : null,
      },
      covered: cover !== null && this.#object(cover),
    };
  }

  #object(cover: Element): boolean {
    const mode = this.#place?.mode;
    if ((mode !== 'inside' && mode !== 'flow') || this.#objections.coveredAgain) return false;
    if (this.#objections.cover) this.#objections.coveredAgain = true;
    this.#objections.cover = cover;
    return true;
  }

  /** False once the page has taken the badge away too often. */
  #mayReturn({ container }: Place): boolean {
    return this.#place?.container !== container || ++this.#returns <= MOST_RETURNS;
  }

  #hasMoved(): boolean {
    if (layoutOf(this.video) === this.#layout) return false;
    this.#objections.disturbs = true;
    return true;
  }

  /** Writes the style and the popover state that follow from the place and from being near. */
  #dress(): void {
    if (this.#place === null || !this.#host.isConnected) return;
    const { mode, style } = this.#place;
    const onTop = mode === 'top-layer' && this.#near && !this.#veiled;
    const wanted = mode === 'top-layer' && !onTop ? hiddenStyle : style;
    // What is tied to the video in the top layer goes wherever the video does.
    const berth = JSON.stringify([mode, this.#spot, onTop && this.#choice.size]);
    if (berth !== this.#berth) this.#view.moves();
    this.#berth = berth;
    if (wanted !== this.#style) this.#host.style.cssText = wanted;
    this.#style = wanted;
    const open = this.#host.matches(':popover-open');
    if (open === onTop) return;
    if (open) this.#host.hidePopover();
    this.#host.toggleAttribute('popover', false);
    if (!onTop) return;
    this.#host.setAttribute('popover', 'manual');
    this.#host.showPopover({ source: this.video });
  }
}
