import type { XmlElement } from './xml';

/** An element with the elements around it, the innermost first: attributes and templates are inherited. */
export type Line = readonly XmlElement[];

export const children = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** The element of this name at every level, the innermost first. */
export const all = (line: Line, name: string): XmlElement[] =>
  line.flatMap((element) => children(element, name).slice(0, 1));

export const inherited = (line: Line, name: string): string | undefined =>
  line.map(({ attributes }) => attributes.get(name)).find((value) => value !== undefined);

export function number(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null;
}

/** A duration like `PT1H2M3.5S`, in seconds; years and months, whose length is not fixed, are not taken. */
export function seconds(text: string | undefined): number | null {
  const match = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/.exec(
    text ?? '',
  );
  if (!match) return null;
  const [days, hours, minutes, rest] = match.slice(1).map((part) => Number(part ?? 0));
  return (days ?? 0) * 86400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (rest ?? 0);
}

export function resolve(reference: string, base: string): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}
