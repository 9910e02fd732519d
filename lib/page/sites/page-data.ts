import type { DataHook, DataReading, Post } from './site';

/** Larger scripts are not looked into. */
const LARGEST = 8_000_000;
/** Objects visited in one search. */
const MOST_OBJECTS = 300_000;
/** Readings kept of one script. */
const MOST_KEPT = 200;

type Found = DataReading & { hook: string };

/** What a script said of a post; the text of a script element does not change once it stands in the page. */
const kept = new WeakMap<Element, { length: number; readings: Map<string, Found | null> }>();

/** What the page's embedded data says of a post; null where it does not know it. */
export function readData(post: Post, hooks: readonly DataHook[]): Found | null {
  for (const hook of hooks) {
    for (const script of post.element.ownerDocument.querySelectorAll(hook.script)) {
      const found = readScript(script, hook, post.postId);
      if (found) return found;
    }
  }
  return null;
}

function readScript(script: Element, hook: DataHook, postId: string): Found | null {
  const text = script.textContent ?? '';
  let memory = kept.get(script);
  if (memory?.length !== text.length) {
    memory = { length: text.length, readings: new Map() };
    kept.set(script, memory);
  }
  const key = `${hook.name} ${postId}`;
  const known = memory.readings.get(key);
  if (known !== undefined) return known;
  const reading = readText(text, hook, postId);
  const found = reading && { ...reading, hook: hook.name };
  if (memory.readings.size >= MOST_KEPT) memory.readings.clear();
  memory.readings.set(key, found);
  return found;
}

function readText(text: string, hook: DataHook, postId: string): DataReading | null {
  if (text.length > LARGEST || !text.includes(postId)) return null;
  if (!hook.needles.every((needle) => text.includes(needle))) return null;
  return hook.read(text, postId);
}

/**
 * The JSON that a script is, or the object behind the first `mark` in it.
 * @returns undefined where there is none
 */
export function parseScript(text: string, mark?: string): unknown {
  if (mark === undefined) return parse(text);
  return objectsAfter(text, mark).next().value;
}

/**
 * Every object that stands right behind a `mark`. With a quoted name and a colon as the mark, parts of a large
 * JSON text are read without the rest: inside of its strings the same quotes would be escaped.
 */
export function* objectsAfter(text: string, mark: string): Generator<unknown, undefined> {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    const json = objectAt(text, at + mark.length);
    const data = json === null ? undefined : parse(json);
    if (data !== undefined) yield data;
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}]|\bundefined\b/gs;

/** The object literal that begins at `from`, as JSON; some sites write `undefined` into theirs. */
function objectAt(text: string, from: number): string | null {
  if (/\S/.exec(text.slice(from, from + 20))?.[0] !== '{') return null;
  let depth = 0;
  let json = '';
  let copied = text.indexOf('{', from);
  TOKENS.lastIndex = copied;
  for (let token = TOKENS.exec(text); token; token = TOKENS.exec(text)) {
    if (token[0] === 'undefined') {
      json += `${text.slice(copied, token.index)}null`;
      copied = TOKENS.lastIndex;
    } else if (token[0] === '{') depth++;
    else if (token[0] === '}' && --depth === 0) return json + text.slice(copied, TOKENS.lastIndex);
  }
  return null;
}

export type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The first object, in breadth-first order, that fits; null where there is none in the objects looked at. */
export function findObject(data: unknown, fits: (object: Json) => boolean): Json | null {
  const queue = isObject(data) ? [data] : [];
  for (let at = 0; at < queue.length && at < MOST_OBJECTS; at++) {
    const object = queue[at] as Json;
    if (!Array.isArray(object) && fits(object)) return object;
    for (const value of Object.values(object)) if (isObject(value)) queue.push(value);
  }
  return null;
}

/** Follows own properties only. */
export function valueAt(data: unknown, ...path: (string | number)[]): unknown {
  let at: unknown = data;
  for (const step of path) {
    if (!isObject(at) || !Object.hasOwn(at, step)) return undefined;
    at = at[step];
  }
  return at;
}
