/** Longest text that is taken from a manifest; titles and names are shown in one line. */
const MOST = 200;
/** Controls, and what is invisible by itself but changes how its neighbours read: bidirectional, zero-width, tags. */
const HARMFUL = /[\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
const SPACES = /[\s\u2028\u2029]+/gu;
/** More than three marks on one letter are meant to cover what stands above and below. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/**
 * One line of plain text out of anything that a manifest holds; every string of a manifest is its maker's and goes
 * through here. Control and bidirectional characters are taken out, white space becomes single spaces, and
 * what is longer than `most` characters is cut with an ellipsis.
 * @returns null where there is no text
 */
export function cleanText(value: unknown, most = MOST): string | null {
  if (typeof value !== 'string') return null;
  // A megabyte of text is not looked at as a whole.
  const text = value
    .slice(0, most * 8)
    .toWellFormed()
    .replace(SPACES, ' ')
    .replace(HARMFUL, '')
    .replace(PILED_MARKS, '$1')
    .normalize('NFC')
    .trim();
  if (text === '') return null;
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** A validation code, label or other identifier: anything but its own alphabet is dropped. */
export function cleanCode(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return value.slice(0, 100).replace(/[^\w.:-]/g, '') || null;
}

/** A date as the manifest writes it, as ISO 8601 in UTC; null where it is none. */
export function cleanDate(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
