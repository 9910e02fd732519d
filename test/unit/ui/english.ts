import { readMessages } from '../locales/messages';

const messages = readMessages('en');

/** `browser.i18n.getMessage` over the English words, as browsers do it: placeholders, then `$1` to `$9`. */
export function englishMessage(key: string, substitutions: string[] = []): string {
  const entry = messages[key];
  if (!entry) return '';
  return entry.message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const content = entry.placeholders?.[name.toLowerCase()]?.content ?? '';
    return content.replace(/\$(\d)/g, (_, place: string) => substitutions[Number(place) - 1] ?? '');
  });
}
