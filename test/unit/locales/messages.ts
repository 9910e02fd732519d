import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Message {
  message: string;
  placeholders?: Record<string, { content: string; example?: string }>;
}
export type Messages = Record<string, Message>;

const ROOT = resolve(import.meta.dirname, '../../..');
const LOCALES = join(ROOT, 'public/_locales');

export const locales = readdirSync(LOCALES).sort();

export const readMessages = (locale: string): Messages =>
  JSON.parse(readFileSync(join(LOCALES, locale, 'messages.json'), 'utf8')) as Messages;

/** Text of every source file that may name a message. */
export function sourceTexts(): { file: string; text: string }[] {
  const folders = ['lib', 'entrypoints'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  return folders
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
}

/** Keys that the manifest names: `__MSG_key__`. */
export function manifestKeys(): string[] {
  const text = readFileSync(join(ROOT, 'wxt.config.ts'), 'utf8');
  return [...text.matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key ?? '');
}

/**
 * Keys that a source names in full: `t('key'`, `key: 'a_key'`, and any string or property name that starts as
 * a known family of messages does (`why_`, `popup_`, …) and so can be meant for nothing else.
 */
export function keysIn(text: string, families: ReadonlySet<string>): string[] {
  const named = [...text.matchAll(/\bt\(\s*'(\w+)'/g), ...text.matchAll(/\bkey: '(\w+_\w+)'/g)];
  const akin = [...text.matchAll(/['"`]([a-z]+_\w+)['"`]/g), ...text.matchAll(/^\s+([a-z]+_\w+): ['"`]/gm)];
  const keys = [
    ...named.map(([, key]) => key ?? ''),
    ...akin.map(([, key]) => key ?? '').filter((key) => families.has(key.split('_')[0] ?? '')),
  ];
  return [...new Set(keys)];
}

/** Families that a source puts together at run time: `reason_${…}` gives `reason_`. */
export function patternsIn(text: string): string[] {
  return [...text.matchAll(/`([a-z]+_[a-z_]*)\$\{/g)].map(([, prefix]) => prefix ?? '');
}

/** Calls `t('key', …)` and `sentence('key', …)` with the number of substitutions; calls with a spread are left out. */
export function callsIn(text: string): { key: string; substitutions: number }[] {
  const calls = [...text.matchAll(/\b(?:t|sentence)\('(\w+)'/g)];
  return calls
    .map((call) => ({ key: call[1] ?? '', rest: argumentsAfter(text, call.index + call[0].length) }))
    .filter(({ rest }) => !rest.includes('...'))
    .map(({ key, rest }) => ({ key, substitutions: topLevelCommas(rest.replace(/,\s*$/, '')) }));
}

/** Text from `start` to the parenthesis that closes the call. */
function argumentsAfter(text: string, start: number): string {
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < text.length; end++) {
    if (text[end] === '(') depth++;
    if (text[end] === ')') depth--;
  }
  return text.slice(start, end - 1);
}

function topLevelCommas(text: string): number {
  let depth = 0;
  let commas = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (character === ',' && depth === 0) commas++;
  }
  return commas;
}
