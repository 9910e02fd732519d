import type { QaPage, ShownRecord } from '../browsers/browser.ts';

/** How long a player may take from the first look to the first of its metadata, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Waits for elements of a page that have no media yet: a player asks for several files before it has any. */
export class SetUp {
  readonly #began = Date.now();

  constructor(private readonly page: QaPage) {}

  /** @returns true while there are more elements that will have media than records */
  async goesOn(records: readonly ShownRecord[]): Promise<boolean> {
    if (Date.now() - this.#began > PATIENCE_MS) return false;
    return (await this.page.evaluate(countMedia, null)) > records.length;
  }
}

/** Runs in the page: videos, those in open shadow roots and frames of its own included, that are or will be loaded. */
function countMedia(): number {
  let count = 0;
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (element instanceof HTMLIFrameElement && element.contentDocument) look(element.contentDocument);
      if (element.localName !== 'video') continue;
      const { readyState, error, preload, currentSrc } = element as HTMLVideoElement;
      // One that is to be loaded when it is played has its address, and no more.
      const rests = readyState === 0 && preload === 'none' && /^https?:/.test(currentSrc);
      if (!error && !rests) count += 1;
    }
  };
  look(document);
  return count;
}
