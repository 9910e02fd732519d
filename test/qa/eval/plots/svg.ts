/** Plots of our own, as text: no chart library, no script, readable on light and on dark ground. */

const STYLE = `
svg { --ground: #ffffff; --ink: #1c2530; --quiet: #5b6673; --rule: #d5dbe2; --one: #1f5fbf; --two: #b04a00; --three: #4a7a1e; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #14191f; --ink: #e6ebf0; --quiet: #a3afbb; --rule: #37424d; --one: #7db3ff; --two: #ffae66; --three: #a3d977; }
}
text { font: 12px system-ui, sans-serif; fill: var(--ink); }
.quiet { fill: var(--quiet); }
.title { font-size: 14px; font-weight: 600; }
.ground { fill: var(--ground); }
.rule { stroke: var(--rule); stroke-width: 1; fill: none; }
.even { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 3 4; fill: none; }
.line { stroke-width: 2; fill: none; stroke-linejoin: round; }
.one { stroke: var(--one); } .two { stroke: var(--two); stroke-dasharray: 7 4; } .three { stroke: var(--three); stroke-dasharray: 2 3; }
.dot-one { fill: var(--one); } .dot-two { fill: var(--ground); stroke: var(--two); stroke-width: 2; }
.bar { fill: var(--rule); }`;

export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** @param description what the plot shows, for those who do not see it */
export function svg(width: number, height: number, title: string, description: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t d">
<title id="t">${escape(title)}</title>
<desc id="d">${escape(description)}</desc>
<style>${STYLE}
</style>
<rect class="ground" width="${width}" height="${height}"/>
${text(16, 24, title, 'title')}
${body}
</svg>
`;
}

export const text = (x: number, y: number, words: string, style = '', anchor = 'start'): string =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${style ? ` class="${style}"` : ''}>${escape(words)}</text>`;

export const line = (x1: number, y1: number, x2: number, y2: number, style: string): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${style}"/>`;

export const path = (points: readonly [number, number][], style: string): string =>
  `<path d="${points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')}" class="line ${style}"/>`;

export const dot = (x: number, y: number, style: string, radius = 4): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" class="${style}"/>`;

export const round = (value: number): number => Math.round(value * 10) / 10;

export const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;

/** An axis: a value's place in pixels, and where its marks are. */
export interface Axis {
  at(value: number): number;
  marks: readonly number[];
}

export const linear = (from: number, to: number, start: number, end: number, marks: number[]): Axis => ({
  at: (value) => start + ((value - from) / (to - from)) * (end - start),
  marks,
});

export const logarithmic = (from: number, to: number, start: number, end: number, marks: number[]): Axis => ({
  at: (value) => start + (Math.log(Math.max(value, from) / from) / Math.log(to / from)) * (end - start),
  marks,
});

/** The frame of a plot with its grid, marks and the names of its axes. */
export function frame(
  x: Axis,
  y: Axis,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
  names: { x: string; y: string },
  words: (value: number) => string = percent,
): string {
  return [
    ...x.marks.map((value) => line(x.at(value), top, x.at(value), bottom, 'rule')),
    ...x.marks.map((value) => text(x.at(value), bottom + 17, words(value), 'quiet', 'middle')),
    ...y.marks.map((value) => line(left, y.at(value), right, y.at(value), 'rule')),
    ...y.marks.map((value) => text(left - 8, y.at(value) + 4, words(value), 'quiet', 'end')),
    text((left + right) / 2, bottom + 37, names.x, '', 'middle'),
    `<g transform="translate(${round(left - 48)} ${round((top + bottom) / 2)}) rotate(-90)">${text(0, 0, names.y, '', 'middle')}</g>`,
  ].join('\n');
}
