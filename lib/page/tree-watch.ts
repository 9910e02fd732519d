import type { IdleTasks, Task } from './idle-tasks';
import { isMedia } from './medium';
import { isCustom, shadowRootOf } from './shadow-root';

export type Root = Document | ShadowRoot;

export interface TreeEvents {
  /** A video stands in the tree; said again whenever it is met again. */
  video(video: HTMLMediaElement): void;
  /** A root is watched from now on; said once a root. */
  root(root: Root): void;
  /** A custom element without a shadow root so far. */
  rootless(element: HTMLElement): void;
  /** Children of these nodes came or went. */
  changed(parents: ReadonlySet<Node>): void;
  /** This one may have been given something else to play; said before the next frame is painted. */
  given(video: HTMLMediaElement): void;
  /** Children were put into these nodes; said before the next frame is painted. */
  grown(parents: ReadonlySet<Node>): void;
  /** Something was taken out of the tree, or moved in it; said before the next frame is painted. */
  taken(): void;
}

/** Elements looked at before the walk lets the page have its turn. */
const PIECE = 64;

const OBSERVED: MutationObserverInit = {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['src'],
};

/** What plays from this node: itself, or the element that a `<source>` stands in. */
function mediaOf(node: Node): HTMLMediaElement | null {
  const element = node.nodeName === 'SOURCE' ? node.parentNode : node;
  return element && isMedia(element) ? element : null;
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

/**
 * Watches a document and every open and closed shadow root in it, one observer for all.
 * A mutation costs its list of nodes; looking into them waits for idle time. What must not be seen for a single
 * frame, a badge beside another video or beside none, is told at once.
 */
export class TreeWatch {
  readonly #seen = new WeakSet<Root>();
  readonly #added = new Set<Element>();
  readonly #parents = new Set<Node>();
  readonly #observer: MutationObserver;
  #draining = false;

  constructor(
    private readonly document: Document,
    private readonly events: TreeEvents,
    private readonly tasks: IdleTasks,
    /** Our own elements, not worth a look. */
    private readonly isOwn: (node: Node) => boolean,
    signal: AbortSignal,
  ) {
    this.#observer = new MutationObserver((records) => this.#note(records));
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
      this.#added.clear();
      this.#parents.clear();
    });
    this.#adopt(document);
    this.rescan();
  }

  /** Looks at the whole document again, for roots that were attached without any mutation. */
  rescan(): void {
    this.tasks.add(this.#walk(this.document));
  }

  /** Watches another document of the page too. */
  join(other: Document): void {
    this.#adopt(other);
    this.tasks.add(this.#walk(other));
  }

  /** Whether what stands in this document is seen. A window that was closed leaves its document without a view. */
  holds(document: Document): boolean {
    return document.defaultView !== null && this.#seen.has(document);
  }

  /** Looks at one element again. @returns true when it has a shadow root by now */
  look(element: Element): boolean {
    const root = shadowRootOf(element);
    if (root && !this.#seen.has(root)) this.tasks.add(this.#walk(element));
    return root !== null;
  }

  #adopt(root: Root): void {
    if (this.#seen.has(root)) return;
    this.#seen.add(root);
    this.#observer.observe(root, OBSERVED);
    this.events.root(root);
  }

  #note(records: MutationRecord[]): void {
    const given = new Set<HTMLMediaElement>();
    const grown = new Set<Node>();
    let isTaken = false;
    for (const { addedNodes, removedNodes, target } of records) {
      for (const node of addedNodes) {
        if (!isElement(node) || this.isOwn(node)) continue;
        this.#added.add(node);
        grown.add(target);
      }
      for (const node of removedNodes) isTaken ||= isElement(node) && !this.isOwn(node);
      if (addedNodes.length > 0 || removedNodes.length > 0) this.#parents.add(target);
      const video = mediaOf(target);
      if (video) given.add(video);
    }
    for (const video of given) this.events.given(video);
    if (isTaken) this.events.taken();
    if (grown.size > 0) this.events.grown(grown);
    if (this.#draining || (this.#added.size === 0 && this.#parents.size === 0)) return;
    this.#draining = true;
    this.tasks.add(this.#drain());
  }

  *#drain(): Task {
    this.#draining = false;
    const parents = new Set(this.#parents);
    const added = [...this.#added];
    this.#parents.clear();
    this.#added.clear();
    for (const element of added) if (element.isConnected) yield* this.#walk(element);
    this.events.changed(parents);
  }

  *#walk(start: Root | Element): Task {
    if (isElement(start)) yield* this.#visit(start);
    let count = 0;
    for (const element of start.querySelectorAll('*')) {
      yield* this.#visit(element);
      if (++count % PIECE === 0) yield;
    }
  }

  *#visit(element: Element): Task {
    if (isMedia(element)) return this.events.video(element);
    const root = shadowRootOf(element);
    if (root) {
      this.#adopt(root);
      yield* this.#walk(root);
    } else if (isCustom(element) && element instanceof HTMLElement) this.events.rootless(element);
  }
}
