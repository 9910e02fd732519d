/** One element; names without their prefix. */
export interface XmlElement {
  name: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  /** Text directly inside, as it stands. */
  text: string;
}

const MOST_ELEMENTS = 100_000;
const MOST_DEPTH = 32;
const MOST_TEXT = 8192;

/** A tag, a comment, CDATA, an instruction or a document type; each branch ends at its own end, or not at all. */
const MARKUP = /<(?:!--|!\[CDATA\[|\?|!|\/?[A-Za-z_])/g;

/**
 * Reads a manifest: elements, attributes and text, in one pass from left to right, so that it costs no more than
 * its length. Document types and their entities are left out.
 * @returns the outermost element; null where tags do not match, or where there is too much of them
 */
export function parseXml(source: string): XmlElement | null {
  const root: XmlElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  let count = 0;
  let at = 0;
  MARKUP.lastIndex = 0;
  for (;;) {
    MARKUP.lastIndex = at;
    const match = MARKUP.exec(source);
    const inside = open.at(-1) as XmlElement;
    if (inside.text.length < MOST_TEXT)
      inside.text += source.slice(at, match?.index ?? at).slice(0, MOST_TEXT);
    if (!match) break;
    const special = endOfSpecial(source, match);
    if (special !== null) {
      if (special < 0) return null;
      at = special;
      continue;
    }
    const end = endOfTag(source, match.index);
    if (end < 0) return null;
    const tag = source.slice(match.index + 1, end);
    at = end + 1;
    if (tag.startsWith('/')) {
      if (open.length === 1 || open.pop()?.name !== localName(tag.slice(1).trim())) return null;
      continue;
    }
    count += 1;
    if (count > MOST_ELEMENTS || open.length > MOST_DEPTH) return null;
    const element = elementOf(tag);
    inside.children.push(element);
    if (!tag.endsWith('/')) open.push(element);
  }
  return open.length === 1 ? (root.children[0] ?? null) : null;
}

/** Where a comment and the like ends; null for a tag, -1 where it does not end. */
function endOfSpecial(source: string, { 0: start, index }: RegExpExecArray): number | null {
  const until = start === '<!--' ? '-->' : start === '<![CDATA[' ? ']]>' : start === '<?' ? '?>' : null;
  if (until === null) {
    if (start !== '<!') return null;
    const close = source.indexOf('>', index);
    return close < 0 ? -1 : close + 1;
  }
  const close = source.indexOf(until, index + start.length);
  return close < 0 ? -1 : close + until.length;
}

/** The `>` that is in no quotes. */
function endOfTag(source: string, start: number): number {
  let quote = '';
  for (let at = start; at < source.length; at += 1) {
    const letter = source[at] as string;
    if (quote) {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at;
  }
  return -1;
}

function elementOf(tag: string): XmlElement {
  const name = /^[^\s/]+/.exec(tag)?.[0] ?? '';
  const attributes = new Map<string, string>();
  for (const [, key, double, single] of tag
    .slice(name.length)
    .matchAll(/([^\s=/"']{1,100})\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    attributes.set(localName(key ?? ''), unescapeXml(double ?? single ?? ''));
  return { name: localName(name), attributes, children: [], text: '' };
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five named references of XML, and those by number. */
export function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g,
    (whole, hex, decimal, name) => {
      if (name) return NAMED[name] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
