/** Records of one tab; a page with more videos than this keeps those in view and the latest of the others. */
export const MOST_PER_TAB = 1000;

/** What has to be known of a record to find room without reading any. */
export interface RoomEntry {
  /** `storage.session` key of the record. */
  key: string;
  tabId: number;
  frameId: number;
  /** Identity of its job. */
  jobKey: string;
  documentId: string | null;
}

/** Records of a tab, of one of its frames, of one document of that frame, or of all its other documents. */
export interface RoomQuery {
  tabId: number;
  frameId?: number;
  documentId?: string | null;
  notDocument?: string | null;
}

const isMeant = (entry: RoomEntry, { tabId, frameId, documentId, notDocument }: RoomQuery): boolean =>
  entry.tabId === tabId &&
  (frameId === undefined || entry.frameId === frameId) &&
  (documentId === undefined || entry.documentId === documentId) &&
  (notDocument === undefined || entry.documentId !== notDocument || entry.documentId === null);

/** Which records there are, the oldest first, and which of them may go when there are too many. Pure bookkeeping. */
export class RecordRoom {
  readonly #entries = new Map<string, RoomEntry>();
  readonly #inView = new Set<string>();
  /** Videos of a tab that had to go and have not been told of since. */
  readonly #dropped = new Map<number, Set<string>>();

  constructor(private readonly mostPerTab = MOST_PER_TAB) {}

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Takes a record in, as the latest. */
  add(entry: RoomEntry): void {
    this.#entries.delete(entry.key);
    this.#entries.set(entry.key, entry);
    this.#dropped.get(entry.tabId)?.delete(entry.key);
  }

  /** A video in view is the last to go. */
  setInView(key: string, inView: boolean): void {
    if (inView) this.#inView.add(key);
    else this.#inView.delete(key);
  }

  remove(key: string): void {
    this.#entries.delete(key);
    this.#inView.delete(key);
  }

  /** The video has left its page, or its page has gone: it is not missed any more. */
  forget(key: string, tabId: number): void {
    this.remove(key);
    this.#dropped.get(tabId)?.delete(key);
  }

  /** Nothing is missed of a tab whose page has gone. */
  forgetDropped(tabId: number): void {
    this.#dropped.delete(tabId);
  }

  find(query: RoomQuery): RoomEntry[] {
    return [...this.#entries.values()].filter((entry) => isMeant(entry, query));
  }

  /** How many videos of a tab had to go. */
  droppedOf(tabId: number): number {
    return this.#dropped.get(tabId)?.size ?? 0;
  }

  /** @returns what has to go for this tab to keep to its limit, taken out already; never `keep` */
  overflow(tabId: number, keep: string): RoomEntry[] {
    const own = this.find({ tabId });
    return this.#drop(own, own.length - this.mostPerTab, keep);
  }

  /** @returns a tenth of all records, at least one, taken out already: for when the storage itself is full */
  tenth(keep: string): RoomEntry[] {
    return this.#drop([...this.#entries.values()], Math.ceil(this.#entries.size / 10), keep);
  }

  #drop(from: readonly RoomEntry[], count: number, keep: string): RoomEntry[] {
    if (count <= 0) return [];
    const others = from.filter(({ key }) => key !== keep);
    const gone = [
      ...others.filter(({ key }) => !this.#inView.has(key)),
      ...others.filter(({ key }) => this.#inView.has(key)),
    ].slice(0, count);
    for (const { key, tabId } of gone) {
      this.remove(key);
      const dropped = this.#dropped.get(tabId) ?? new Set();
      this.#dropped.set(tabId, dropped.add(key));
    }
    return gone;
  }
}
