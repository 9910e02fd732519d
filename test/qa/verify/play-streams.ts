import type { QaPage, ShownRecord } from '../browsers/browser.ts';

/** Nothing can be credited to a stream that does not play: its pictures are compared while they are shown. */
const isStill = ({ subject, verdict, evidence }: ShownRecord): boolean =>
  subject.url.startsWith('blob:') &&
  verdict.final &&
  evidence.some(({ source, reason }) => source === 'credentials' && reason === 'no-frames');

/** How long a stream may take to be played and looked at again, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Plays, muted, the streams of a page that wait for their viewer; once a page. */
export class StreamPlayer {
  #started: number | null = null;

  constructor(private readonly page: QaPage) {}

  /** @returns true while a stream that was set going may still get a better verdict */
  async goesOn(records: readonly ShownRecord[]): Promise<boolean> {
    if (!records.some(isStill)) return false;
    if (this.#started !== null) return Date.now() - this.#started < PATIENCE_MS;
    this.#started = Date.now();
    await this.page.evaluate(playStreams, null);
    return true;
  }
}

/** Runs in the page. */
function playStreams(): void {
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (!(element instanceof HTMLVideoElement) || !element.currentSrc.startsWith('blob:')) continue;
      element.muted = true;
      // Those that play are looked at again when they begin anew.
      if (!element.paused) element.pause();
      element.play().catch(() => undefined);
    }
  };
  look(document);
}
