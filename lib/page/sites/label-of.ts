import type { LabelFinding } from '../../evidence/platform-label/details';
import { comparable, oneLine } from './label-text';
import { readData } from './page-data';
import type { ElementHook, LabelText, Post, SiteLabels } from './site';
import { isWithin, ownMatches } from './tree';

/** No platform prints its label in these; users, forms and menus do. */
const NEVER =
  'script, style, template, noscript, input, textarea, select, form, h1, figcaption, blockquote, [hidden], ' +
  '[contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="menu"], [role="listbox"], ' +
  '[role="tooltip"], [role="heading"][aria-level="1"]';

/** What was read beside one video. */
export interface LabelReading {
  label: LabelFinding | null;
  /** The place or the language of the page is one in which a label would have been recognised. */
  known: boolean;
  /** What carries the label, to tell a label that was left behind from one that was put there; null for data. */
  node: Element | null;
}

const UNKNOWN: LabelReading = { label: null, known: false, node: null };

interface Found {
  node: Element;
  finding: Omit<LabelFinding, 'platform'>;
}

function byHook(post: Post, labels: SiteLabels): Found | null {
  for (const hook of labels.hooks) {
    for (const node of ownMatches(post.element, hook.selector, post.rule.nested)) {
      if (isWithin(node, labels.never, post.element)) continue;
      return { node, finding: hookFinding(hook, node) };
    }
  }
  return null;
}

function hookFinding({ name, kind, block, text, refine }: ElementHook, node: Element): Found['finding'] {
  const part = (block === undefined ? null : node.closest(block)) ?? node;
  const refined = refine && part.querySelector(refine.selector) ? refine.kind : kind;
  const words = (text === undefined ? part : part.querySelector(text))?.textContent ?? null;
  const shown = oneLine(words) || oneLine(part.getAttribute('aria-label')) || name;
  return { kind: refined, text: shown, hook: name };
}

/** Whether the whole of a node is the platform's own: nothing of a user around it, inside it or nested in the post. */
function isPlatforms(node: Element, { element, rule, video }: Post, labels: SiteLabels): boolean {
  const never = `${labels.never}, ${NEVER}`;
  if (node.matches(never) || isWithin(node, never, element) || node.querySelector(never)) return false;
  if (rule.nested !== undefined && node.querySelector(rule.nested)) return false;
  if (node.contains(video)) return false;
  if (labels.after === undefined) return true;
  return (video.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** The texts that are looked for in the same nodes, by their comparable form. */
interface Place {
  selector: string;
  attribute: string | undefined;
  texts: Map<string, LabelText>;
}

const places = new WeakMap<SiteLabels, Place[]>();

function placesOf(labels: SiteLabels): Place[] {
  const known = places.get(labels);
  if (known) return known;
  const made: Place[] = [];
  for (const entry of labels.texts) {
    const { attribute, only: selector = labels.where } = entry;
    let place = made.find((at) => at.selector === selector && at.attribute === attribute);
    if (!place) made.push((place = { selector, attribute, texts: new Map() }));
    const line = comparable(entry.text);
    if (line !== null) place.texts.set(line, entry);
  }
  places.set(labels, made);
  return made;
}

function byText(post: Post, labels: SiteLabels): Found | null {
  for (const { selector, attribute, texts } of placesOf(labels)) {
    for (const node of ownMatches(post.element, selector, post.rule.nested)) {
      const words = attribute === undefined ? node.textContent : node.getAttribute(attribute);
      const entry = texts.get(comparable(words) ?? '');
      if (!entry || !isPlatforms(node, post, labels)) continue;
      return { node, finding: { kind: entry.kind, text: oneLine(words), hook: `text:${entry.lang}` } };
    }
  }
  return null;
}

/** `en` also stands for `en-GB`; `zh-TW` for itself alone. */
function knowsLanguage(document: Document, texts: readonly LabelText[]): boolean {
  const page = document.documentElement.lang.toLowerCase();
  return texts.some(({ lang, weak, until }) => {
    const known = lang.toLowerCase();
    return !weak && until === undefined && (page === known || page.startsWith(`${known}-`));
  });
}

/**
 * What the platform itself prints beside a post, with how it was found: first marks that need no language,
 * then short text that stands alone in the platform's own nodes. Pure; reads the DOM, changes nothing.
 */
export function readLabel(post: Post): LabelReading {
  const { site, rule, element } = post;
  const { labels } = site;
  if (labels === null || rule.labelled === false) return UNKNOWN;
  const data = readData(post, labels.data);
  const shown = byHook(post, labels) ?? byText(post, labels);
  const place = rule.labelPlace === undefined || element.querySelector(rule.labelPlace) !== null;
  const known = data !== null || (place && knowsLanguage(element.ownerDocument, labels.texts));
  if (data?.kind) {
    // The page's data tells who stands behind a label, its words tell what viewers are told.
    const text = shown?.finding.text ?? oneLine(data.text);
    const label = { platform: site.name, kind: data.kind, text, hook: data.hook };
    return { label, known: true, node: null };
  }
  if (!shown) return { label: null, known, node: null };
  return { label: { platform: site.name, ...shown.finding }, known: true, node: shown.node };
}

/** The label beside a post, null where there is none or the layout is unknown. */
export const labelOf = (post: Post): LabelFinding | null => readLabel(post).label;
