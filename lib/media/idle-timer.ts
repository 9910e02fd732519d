/** Aborts a request after `ms` without a byte, or after `most` in all. */
export class IdleTimer {
  readonly signal: AbortSignal;
  expired = false;
  readonly #controller = new AbortController();
  #handle: ReturnType<typeof setTimeout> | undefined;
  readonly #end: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ms: number,
    outer: AbortSignal,
    most = Number.POSITIVE_INFINITY,
  ) {
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    if (Number.isFinite(most)) this.#end = setTimeout(() => this.#expire(), Math.max(0, most));
    this.restart();
  }

  restart(): void {
    clearTimeout(this.#handle);
    this.#handle = setTimeout(() => this.#expire(), this.ms);
  }

  stop(): void {
    clearTimeout(this.#handle);
    clearTimeout(this.#end);
  }

  #expire(): void {
    this.expired = true;
    this.#controller.abort();
  }
}
