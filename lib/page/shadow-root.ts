/** Elements besides custom ones that may carry a shadow root (DOM standard, attachShadow, step 2). */
const BUILT_IN_HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

export const isCustom = (element: Element): boolean => element.localName.includes('-');

type Opener = (element: HTMLElement) => ShadowRoot | null;

/** Chrome offers a function, Firefox a property that only extensions see; elsewhere open roots must do. */
const opener = (): Opener => {
  const dom = globalThis.chrome?.dom as { openOrClosedShadowRoot?: Opener } | undefined;
  if (dom?.openOrClosedShadowRoot) return (element) => dom.openOrClosedShadowRoot?.(element) ?? null;
  return (element) =>
    (element as HTMLElement & { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ??
    element.shadowRoot;
};

let open: Opener | null = null;

/** The open or closed shadow root of `element`, null where it has none. User agent roots are never given. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (!BUILT_IN_HOSTS.has(element.localName) && !isCustom(element)) return null;
  if (!(element instanceof HTMLElement)) return null;
  open ??= opener();
  return open(element);
}
