/** Longer texts are sentences of somebody, never a label. */
export const LONGEST_LABEL = 60;

const UNSEEN = /[\p{Cc}\p{Cf}\ufe0f]/gu;
/** Spaces beside Han, kana and full-width signs come and go with the typesetting. */
const SPACE_IN_HAN =
  /(?<=[\p{Script=Han}\u3000-\u30ff\uff00-\uff60]) | (?=[\p{Script=Han}\u3000-\u30ff\uff00-\uff60])/gu;
const CLOSING = /[.。!！]+$/u;

/**
 * A text in the form in which labels are compared: one line, folded case, no unseen characters, no full stop.
 * @returns null where it is empty or too long to be a label
 */
export function comparable(text: string | null): string | null {
  if (text === null || text.length > LONGEST_LABEL * 4) return null;
  const line = text
    .replace(/\s+/gu, ' ')
    .replace(UNSEEN, '')
    .trim()
    .normalize('NFKC')
    .replace(SPACE_IN_HAN, '')
    .replace(CLOSING, '')
    .toLowerCase();
  return line === '' || line.length > LONGEST_LABEL ? null : line;
}

/** As comparable, for display: one line, cut. */
export function oneLine(text: string | null): string {
  const line = (text ?? '').slice(0, 1000).replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
  return Array.from(line).slice(0, LONGEST_LABEL).join('');
}
