/** The frames of one document, to notice that some have gone: they cannot be relied on to say so themselves. */
export class ChildFrames {
  readonly #known = new Set<Window>();

  constructor(private readonly view: Window | null) {
    this.haveLeft();
  }

  /** @returns whether frames have gone since it was asked last */
  haveLeft(): boolean {
    let haveLeft = false;
    for (const child of this.#known) if (child.closed) haveLeft = this.#known.delete(child);
    for (let index = 0; index < (this.view?.length ?? 0); index++) {
      const child = this.view?.[index];
      if (child) this.#known.add(child);
    }
    return haveLeft;
  }
}
