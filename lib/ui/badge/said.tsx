/**
 * Words that the page cannot search for: `window.find` looks into closed roots too, but not into what a style generates.
 * The rule is in badge-css.ts.
 */
export const Said = ({ words }: { words: string }) => <span class="said" data-said={words} />;
