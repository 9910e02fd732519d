/** A piece of work; what it returns is done later, behind everything that waits by then. */
export type Step = (signal: AbortSignal) => Promise<Step | null>;

/** One thing to run; `start` gets a signal that is aborted when it is cancelled. */
export interface QueueItem {
  key: string;
  start: Step;
}

export interface QueueOptions {
  /** Called whenever the last item has ended and none waits. */
  onIdle(): void;
  /** Who an item belongs to; places are shared out among them in turn. */
  groupOf(key: string): string;
  /** Items of one group that may wait. */
  mostWaiting?: number;
  /** Milliseconds after which a running item counts as slow. */
  slowAfter?: number;
}

/** Besides the places for all, for groups of which none runs while slow items hold the others. */
const SPARE_PLACES = 2;

interface Running {
  controller: AbortController;
  group: string;
  slow: boolean;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Runs at most `concurrency` items at a time, each key once. Groups (the tabs) take turns, and within one the items
 * run in the order they came: a page with a thousand videos does not make the next tab wait for all of them. Nor does
 * one whose server sends a byte now and then: beside slow items, up to two of other groups may run.
 * Memory is the hard limit of the engine's process, so nothing else starts before a place is free.
 */
export class JobQueue {
  readonly #waiting = new Map<string, QueueItem>();
  /** Keys of which a first step was done; the rest is owed. */
  readonly #begun = new Set<string>();
  readonly #running = new Map<string, Running>();
  /** Groups in the order in which they were last served, the latest last. */
  readonly #served = new Set<string>();
  #concurrency = 2;

  constructor(private readonly options: QueueOptions) {}

  get size(): number {
    return this.#waiting.size + this.#running.size;
  }

  /** Items run at once; 1 to 4. */
  set concurrency(count: number) {
    this.#concurrency = Math.min(4, Math.max(1, Math.floor(count)));
  }

  has(key: string): boolean {
    return this.#waiting.has(key) || this.#running.has(key);
  }

  /**
   * Adds an item unless one of that key waits or runs already.
   * @returns false where too many of its group wait
   */
  add(item: QueueItem): boolean {
    if (this.has(item.key)) return true;
    if (this.#waitingOf(this.options.groupOf(item.key)) >= (this.options.mostWaiting ?? Infinity))
      return false;
    this.#waiting.set(item.key, item);
    this.#next();
    return true;
  }

  /** Takes an item out again if it has not started; what has is let finish, its bytes are spent. */
  drop(key: string): boolean {
    return !this.#begun.has(key) && this.#waiting.delete(key);
  }

  /** Takes an item out and aborts it where it runs. */
  cancel(key: string): void {
    this.#waiting.delete(key);
    this.#begun.delete(key);
    this.#running.get(key)?.controller.abort();
  }

  #waitingOf(group: string): number {
    let count = 0;
    for (const key of this.#waiting.keys()) if (this.options.groupOf(key) === group) count++;
    return count;
  }

  #end(key: string, rest: Step | null): void {
    clearTimeout(this.#running.get(key)?.timer);
    this.#running.delete(key);
    this.#begun.delete(key);
    if (rest) {
      this.#begun.add(key);
      this.#waiting.set(key, { key, start: rest });
    }
    this.#next();
    if (this.size === 0) this.#rest();
  }

  #rest(): void {
    this.#served.clear();
    this.options.onIdle();
  }

  /** The first item of the group that was served longest ago, among those that may start now. */
  #pick(): QueueItem | null {
    const running = [...this.#running.values()];
    const free = running.length < this.#concurrency;
    const spare = running.some(({ slow }) => slow) && running.length < this.#concurrency + SPARE_PLACES;
    if (!free && !spare) return null;
    const busy = new Set(running.map(({ group }) => group));
    const heads = new Map<string, QueueItem>();
    for (const [key, item] of this.#waiting) {
      const group = this.options.groupOf(key);
      if (!heads.has(group) && (free || !busy.has(group))) heads.set(group, item);
    }
    for (const [group, item] of heads) if (!this.#served.has(group)) return item;
    for (const group of this.#served) {
      const item = heads.get(group);
      if (item) return item;
    }
    return null;
  }

  #next(): void {
    for (let item = this.#pick(); item; item = this.#pick()) this.#start(item);
  }

  #start({ key, start }: QueueItem): void {
    this.#waiting.delete(key);
    const group = this.options.groupOf(key);
    this.#served.delete(group);
    this.#served.add(group);
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const running = this.#running.get(key);
      if (running) running.slow = true;
      this.#next();
    }, this.options.slowAfter ?? 15_000);
    this.#running.set(key, { controller, group, slow: false, timer });
    // Items report their own failures; one that throws all the same must not hold its place for ever.
    void start(controller.signal).then(
      (rest) => this.#end(key, controller.signal.aborted ? null : rest),
      () => this.#end(key, null),
    );
  }
}
