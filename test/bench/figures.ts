import { formatTable } from '../qa/table.ts';

/** One line of the report: a measure, its value, and what it is compared with. */
export interface Figure {
  what: string;
  value: string;
  against?: string;
}

/** Middle value; of an even number the lower of the two, so that it is one that was measured. */
export function median(values: number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const kilobytes = (value: number): string => `${(value / 1000).toFixed(1)} kB`;
/** Where both or the second of two figures are zero there is no ratio. */
export const times = (value: number): string =>
  Number.isFinite(value) ? `${value.toFixed(2)}x` : 'no ratio';

export function printFigures(title: string, figures: Figure[]): void {
  console.log(`\n${title}`);
  console.log(
    formatTable(
      ['what', 'median', 'against'],
      figures.map(({ what, value, against }) => [what, value, against ?? '']),
      [1],
    ),
  );
}
