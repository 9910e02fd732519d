import type { BadgeReport } from '../messaging/video-record';
import type { BadgeState } from '../ui/badge/badge-state';
import { type MountedBadge, mountBadge, type ViewContext } from '../ui/badge/mount';
import { type Place, placeOf } from './badge-place';
import { hiddenStyle } from './badge-style';
import { coverAt } from './covered';

/** How often a badge that the page takes away is put back. */
const MOST_RETURNS = 5;

/** Hosts of this content script; what they do to the tree is no news. */
const hosts = new WeakSet<Node>();
export const isBadgeHost = (node: Node): boolean => hosts.has(node);

/** The badge of one video: a host element with a closed root beside it, and the view within. */
export class Badge {
  readonly #host: HTMLElement;
  readonly #view: MountedBadge;
  #place: Place | null = null;
  #style = hiddenStyle;
  #raised = false;
  #returns = 0;
  #near = true;

  readonly #over = new AbortController();

  constructor(
    private readonly video: HTMLVideoElement,
    state: BadgeState,
    context: ViewContext,
    signal: AbortSignal,
  ) {
    this.#host = video.ownerDocument.createElement('whence-badge');
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

  flash(): void {
    this.#view.flash();
  }

  /** First of two steps, so that many badges read the layout before any of them writes. */
  measure(): Place | null {
    return this.video.isConnected ? placeOf(this.video, this.#raised) : null;
  }

  apply(place: Place | null): void {
    if (place === null) return;
    const missing = this.#host.parentNode !== place.container;
    if (missing && !this.#attach(place)) return;
    this.#place = place;
    this.#dress();
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

  /** In the top layer, where it has to be taken away and put back as the video leaves and comes. */
  get onTop(): boolean {
    return this.#place?.mode === 'top-layer';
  }

  get holder(): Element | null {
    const container = this.#place?.container;
    return container instanceof ShadowRoot ? container.host : (container ?? null);
  }

  /** Reads how the badge stands; moves it to the top layer once when something of the page covers it. */
  report(): { report: BadgeReport; covered: boolean } {
    const { x, y, width, height } = this.#view.box();
    const shown =
      this.#host.isConnected &&
      width > 0 &&
      this.#host.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const cover = shown ? coverAt(this.#host, x + width / 2, y + height / 2) : 'unknown';
    const covered = cover === 'covered' && !this.#raised;
    if (covered) this.#raised = true;
    return {
      report: {
        present: this.#host.isConnected,
        visible: shown && cover !== 'covered',
        name: this.#view.name(),
        box: shown ? [x, y, width, height] : null,
      },
      covered,
    };
  }

  /** @returns false once the page has taken the badge away too often */
  #attach({ container }: Place): boolean {
    const taken = this.#place?.container === container;
    if (taken && ++this.#returns > MOST_RETURNS) return false;
    container.append(this.#host);
    return true;
  }

  /** Writes the style and the popover state that follow from the place and from being near. */
  #dress(): void {
    if (this.#place === null) return;
    const { mode, style } = this.#place;
    const onTop = mode === 'top-layer' && this.#near;
    const wanted = mode === 'top-layer' && !onTop ? hiddenStyle : style;
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
