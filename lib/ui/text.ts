import { browser } from 'wxt/browser';
import type { Sentence } from '../verdict/labels';

interface Messages {
  getMessage(key: string, substitutions: string[]): string;
}

/**
 * A message of `public/_locales` in the browser's language. Substitutions stand for `$1` to `$9`.
 * A key that no locale knows gives the key itself: ugly, but never an empty label.
 */
export function t(key: string, ...substitutions: string[]): string {
  return (browser.i18n as Messages).getMessage(key, substitutions.map(isolated)) || key;
}

/** The words of a sentence of a verdict, the sentences inside it first. */
export function say({ key, subs }: Sentence): string {
  return t(key, ...subs.map((sub) => (typeof sub === 'string' ? sub : say(sub))));
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\u202a-\u202e\u2066-\u2069]/u;

/** Names may be the attacker's: one that turns the reading direction must not turn the sentence around it. */
function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069` : text;
}
