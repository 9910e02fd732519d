/** The spelling of Adobe's help page; that of names of meta elements does not matter in HTML. */
const WISH = 'meta[name="CR-allow-UI-injection" i]';

function refuses({ head }: Document): boolean {
  // Null in documents without any markup.
  const wishes = (head as HTMLHeadElement | null)?.querySelectorAll<HTMLMetaElement>(WISH) ?? [];
  return [...wishes].some(({ content }) => content.trim().toLowerCase() === 'false');
}

/**
 * What a document wishes of extensions that show Content Credentials: with
 * `<meta name="CR-allow-UI-injection" content="false">` in its head, that they draw nothing into it
 * (docs/decisions/0010).
 */
export class UiWish {
  #refused: boolean;

  constructor(private readonly document: Document) {
    this.#refused = refuses(document);
  }

  /** Nothing is to be drawn. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Looks again, once children of these nodes have come or gone. @returns whether the wish is another now */
  renew(parents: ReadonlySet<Node>): boolean {
    if (!parents.has(this.document.head)) return false;
    const before = this.#refused;
    this.#refused = refuses(this.document);
    return this.#refused !== before;
  }
}
