import { describe, expect, it } from 'vitest';
import { REASONS } from '../../../lib/evidence/check-error';
import { BANDS } from '../../../lib/evidence/classifier/details';
import { CREDENTIAL_STATES, NOTES } from '../../../lib/evidence/credentials/details';
import { SESSION_PROBLEMS } from '../../../lib/evidence/credentials/fragments/findings';
import { LIST_KINDS } from '../../../lib/evidence/credentials/trust-list';
import { SOURCES } from '../../../lib/evidence/evidence';
import { STREAM_PROBLEMS } from '../../../lib/media/streams/stream-plan';
import { TRUST_LIST_PROBLEMS } from '../../../lib/storage/trust-list-error';
import { CARD_TEXT } from '../../../lib/ui/card/keys';
import type { Label } from '../../../lib/verdict/labels';
import { WITHOUT_HELP } from '../../../lib/verdict/reasons';
import { englishMessage } from '../ui/english';
import {
  callsIn,
  keysIn,
  locales,
  manifestKeys,
  type Message,
  patternsIn,
  readMessages,
  sourceTexts,
} from './messages';

const english = readMessages('en');
const englishKeys = Object.keys(english);
const families = new Set(englishKeys.map((key) => key.split('_')[0] ?? ''));

/** Every label and the words it may have; a label added without words does not compile. */
const LABEL_KEYS: Record<Label, string[]> = {
  'credentials-invalid': ['label_credentials_changed', 'label_credentials_unverifiable'],
  'ai-generated': ['label_ai_generated'],
  'ai-edited': ['label_ai_edited'],
  'camera-captured': ['label_camera_captured'],
  credentials: ['label_credentials'],
  'known-copy': ['label_known_copy'],
  'credentials-unrecognised': ['label_credentials_unrecognised'],
  'platform-label': ['label_platform_label'],
  'visible-mark': ['label_visible_mark'],
  'classifier-strong': ['label_classifier', 'label_classifier_sora'],
  checking: ['label_checking'],
  'could-not-check': ['label_could_not_check'],
  'nothing-found': ['label_nothing_found'],
};

const under = (names: readonly string[], prefix: string): string[] =>
  names.map((name) => prefix + name.replaceAll('-', '_'));

/** Keys that are put together at run time, by the pattern that does it. */
const COMPOSED: Record<string, string[]> = {
  reason_: under(REASONS, 'reason_'),
  help_: under(
    REASONS.filter((reason) => !WITHOUT_HELP.has(reason)),
    'help_',
  ),
  why_stream_: under(SESSION_PROBLEMS, 'why_stream_'),
  why_playlist_: under(STREAM_PROBLEMS, 'why_playlist_'),
  note_: under(NOTES, 'note_'),
  source_: under(SOURCES, 'source_'),
  trust_problem_: under(TRUST_LIST_PROBLEMS, 'trust_problem_'),
  why_classifier_: under(BANDS, 'why_classifier_'),
  card_band_: under(BANDS, 'card_band_'),
  card_list_: under(LIST_KINDS, 'card_list_'),
  card_ingredient_: under(CREDENTIAL_STATES, 'card_ingredient_'),
  card_waiting_: under(['small', 'hidden', 'decorative'], 'card_waiting_'),
  // Open-ended: the card shows the bare word where we have no message for a source type.
  declares_: englishKeys.filter((key) => key.startsWith('declares_')),
};

const sources = sourceTexts();
const used = new Map<string, string>();
for (const { file, text } of sources) for (const key of keysIn(text, families)) used.set(key, file);
for (const key of manifestKeys()) used.set(key, 'wxt.config.ts');
for (const keys of Object.values({ ...COMPOSED, ...LABEL_KEYS }))
  for (const key of keys) if (!used.has(key)) used.set(key, 'composed');

/** Placeholder names of a message, as they stand in its words and in its table. */
const inWords = ({ message }: Message): string[] =>
  [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name?.toLowerCase() ?? '').sort();
const inTable = ({ placeholders = {} }: Message): string[] => Object.keys(placeholders).sort();

describe('the keys that the sources use', () => {
  it('are found by looking', () => {
    expect(used.size).toBeGreaterThan(200);
    expect(
      keysIn("t('popup_nowhere') x = { key: 'who_knows' }; y = 'why_not', z = 'not_known'", families),
    ).toEqual(['popup_nowhere', 'who_knows', 'why_not']);
  });

  it('all have words', () => {
    const missing = [...used].filter(([key]) => !(key in english)).map(([key, file]) => `${key} (${file})`);
    expect(missing).toEqual([]);
  });

  it('are all that have words', () => {
    expect(englishKeys.filter((key) => !used.has(key))).toEqual([]);
  });

  it('come with as many substitutions as their words have places', () => {
    const calls = sources.flatMap(({ file, text }) => callsIn(text).map((call) => ({ ...call, file })));
    expect(calls.length).toBeGreaterThan(100);
    const wrong = calls.filter(({ key, substitutions }) => {
      const message = english[key];
      return message && Object.keys(message.placeholders ?? {}).length !== substitutions;
    });
    expect(wrong).toEqual([]);
    expect(callsIn("t('a_b', f(1, 2), [3, 4])")).toEqual([{ key: 'a_b', substitutions: 2 }]);
  });

  it('have the English words that the card expects', () => {
    const places = ['$1', '$2', '$3'];
    const words = Object.keys(CARD_TEXT).map((key) => [key, englishMessage(key, places)]);
    expect(Object.fromEntries(words)).toEqual(CARD_TEXT);
  });

  it('are composed only by patterns that are known here', () => {
    const unknown = sources.flatMap(({ file, text }) =>
      patternsIn(text)
        .filter((prefix) => families.has(prefix.split('_')[0] ?? '') && !(prefix in COMPOSED))
        .map((prefix) => `${prefix} (${file})`),
    );
    expect(unknown).toEqual([]);
  });
});

/** Words that say more than Whence can know, and names that vouch: wording.md, "Words". */
const FORBIDDEN: Record<string, RegExp> = {
  en: /\b(real|fake|authentic|genuine|human-made|verified|safe|true|false|signed by)\b/i,
  de: /(?<!\p{L})(echte?[rsnm]?|gefälscht\w*|fälschung|authentisch\w*|verifiziert\w*|wahr|falsch\w*|sicher|menschengemacht|signiert von)(?!\p{L})/iu,
  fr: /(?<!\p{L})(vrai\w*|réel\w*|faux|fausse\w*|authentique\w*|véritable\w*|vérifiée?s?|sûre?s?|signée? par)(?!\p{L})/iu,
  es: /(?<!\p{L})(real|reales|fals[oa]s?|auténtic[oa]s?|genuin[oa]s?|verificad[oa]s?|segur[oa]s?|verdader[oa]s?|firmad[oa] por)(?!\p{L})/iu,
};
/** The one wording in which a forbidden word only denies itself. */
const ALLOWED = /can't be verified/gi;

describe.each(locales)('the words in %s', (locale) => {
  const messages = readMessages(locale);

  it('are there for the same keys, in the same order', () => {
    expect(Object.keys(messages)).toEqual(englishKeys);
  });

  it('are not empty and have the same placeholders as the English ones', () => {
    const entries = Object.entries(messages);
    expect(entries.filter(([, { message }]) => message.trim() === '')).toEqual([]);
    const contents = ({ placeholders = {} }: Message) =>
      Object.entries(placeholders).map(([name, { content }]) => `${name}=${content}`);
    const strange = entries.filter(
      ([key, message]) =>
        String(inWords(message)) !== String(inTable(message)) ||
        String(contents(message)) !== String(english[key] && contents(english[key])),
    );
    expect(strange).toEqual([]);
  });

  it('have names that browsers accept', () => {
    expect(Object.keys(messages).filter((key) => !/^\w+$/.test(key))).toEqual([]);
  });

  it('say nothing that Whence cannot know', () => {
    const forbidden = FORBIDDEN[locale];
    if (!forbidden) throw new Error(`no list of forbidden words for ${locale}`);
    const found = Object.entries(messages).filter(([, { message }]) =>
      forbidden.test(message.replace(ALLOWED, '')),
    );
    expect(found.map(([key, { message }]) => `${key}: ${message}`)).toEqual([]);
  });

  it('never give a bare percentage', () => {
    expect(Object.entries(messages).filter(([, { message }]) => message.includes('%'))).toEqual([]);
  });
});

describe('the search for forbidden words', () => {
  it.each([
    ['en', 'This is a real video'],
    ['en', 'Signed by Example'],
    ['de', 'Das Video ist echt.'],
    ['de', 'Signiert von Beispiel'],
    ['fr', 'Une vidéo vérifiée'],
    ['es', 'Es un vídeo auténtico'],
  ])('finds what it should (%s: %s)', (locale, text) => {
    expect(FORBIDDEN[locale]?.test(text)).toBe(true);
  });

  it.each([
    ['en', 'In realtime, unsafely'],
    ['de', 'Gesichert'],
    ['fr', 'Suresnes'],
    ['es', 'Realizar'],
  ])('lets parts of words pass (%s: %s)', (locale, text) => {
    expect(FORBIDDEN[locale]?.test(text)).toBe(false);
  });
});
