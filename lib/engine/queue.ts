/** A piece of work; what it returns is done later, behind everything that waits by then. */
export type Step = (signal: AbortSignal) => Promise<Step | null>;

/** One thing to run; `start` gets a signal that is aborted when it is cancelled. */
export interface QueueItem {
  key: string;
  start: Step;
}

/**
 * Runs at most `concurrency` items at a time, in the order they came, each key once.
 * Memory is the hard limit of the engine's process, so nothing starts before a place is free.
 */
export class JobQueue {
  readonly #waiting = new Map<string, QueueItem>();
  /** Keys of which a first step was done; the rest is owed. */
  readonly #begun = new Set<string>();
  readonly #running = new Map<string, AbortController>();
  #concurrency = 2;

  /** @param onIdle called whenever the last item has ended and none waits */
  constructor(private readonly onIdle: () => void) {}

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

  /** Adds an item unless one of that key waits or runs already. */
  add(item: QueueItem): void {
    if (this.has(item.key)) return;
    this.#waiting.set(item.key, item);
    this.#next();
  }

  /** Takes an item out again if it has not started; what has is let finish, its bytes are spent. */
  drop(key: string): boolean {
    return !this.#begun.has(key) && this.#waiting.delete(key);
  }

  /** Takes an item out and aborts it where it runs. */
  cancel(key: string): void {
    this.#waiting.delete(key);
    this.#begun.delete(key);
    this.#running.get(key)?.abort();
  }

  #end(key: string, rest: Step | null): void {
    this.#running.delete(key);
    this.#begun.delete(key);
    if (rest) {
      this.#begun.add(key);
      this.#waiting.set(key, { key, start: rest });
    }
    this.#next();
    if (this.size === 0) this.onIdle();
  }

  #next(): void {
    for (const [key, item] of this.#waiting) {
      if (this.#running.size >= this.#concurrency) return;
      this.#waiting.delete(key);
      const controller = new AbortController();
      this.#running.set(key, controller);
      // Items report their own failures; one that throws all the same must not hold its place for ever.
      void item.start(controller.signal).then(
        (rest) => this.#end(key, controller.signal.aborted ? null : rest),
        () => this.#end(key, null),
      );
    }
  }
}
