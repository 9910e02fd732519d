const sheets = new WeakMap<Document, CSSStyleSheet>();

/**
 * Gives `root` our rules: one constructed sheet for all badges of a document, which no policy of the page
 * can refuse; a style element where a browser does not let extensions adopt sheets.
 */
export function adoptStyles(root: ShadowRoot, css: string): void {
  try {
    let sheet = sheets.get(root.ownerDocument);
    if (!sheet) {
      // Of the window that the badge is in: a document takes no sheet that was made in another one.
      const { CSSStyleSheet: Sheet } = (root.ownerDocument.defaultView ?? window) as typeof globalThis;
      sheet = new Sheet();
      sheet.replaceSync(css);
      sheets.set(root.ownerDocument, sheet);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = root.ownerDocument.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
