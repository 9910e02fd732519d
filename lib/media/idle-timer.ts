/** Aborts a request after `ms` without a byte. */
export class IdleTimer {
  readonly signal: AbortSignal;
  expired = false;
  readonly #controller = new AbortController();
  #handle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ms: number,
    outer: AbortSignal,
  ) {
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    this.restart();
  }

  restart(): void {
    clearTimeout(this.#handle);
    this.#handle = setTimeout(() => {
      this.expired = true;
      this.#controller.abort();
    }, this.ms);
  }

  stop(): void {
    clearTimeout(this.#handle);
  }
}
