import type { Figure } from '../separation.ts';

export const two = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2));
export const three = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3));

/** A share in per cent, with one decimal below ten. */
export function percent(share: number): string {
  if (Number.isNaN(share)) return '–';
  const hundredths = share * 100;
  return `${hundredths < 9.95 ? hundredths.toFixed(1) : Math.round(hundredths)} %`;
}

/** `0.72 (0.67 to 0.76)` */
export function withInterval({ value, low, high }: Figure, say = two): string {
  if (Number.isNaN(value)) return '–';
  return Number.isNaN(low) ? say(value) : `${say(value)} (${say(low)} to ${say(high)})`;
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return [
    `| ${header.map(cell).join(' | ')} |`,
    `|${header.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n');
}

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
