import type { Figure } from '../separation.ts';
import { dot, line, linear, svg, text } from './svg.ts';

/** One line: a name, its figure, and one to compare it with. */
export interface IntervalRow {
  name: string;
  figure: Figure | null;
  second?: Figure | null;
}

const STEP = 20;

/** Figures with their intervals below each other, for AUCs: from 0.2 to 1, chance marked. */
export function intervalPlot(
  title: string,
  description: string,
  rows: readonly IntervalRow[],
  names: readonly [string, string?],
): string {
  const left = 236;
  const right = 620;
  const top = 52;
  const bottom = top + rows.length * STEP;
  const x = linear(0.2, 1, left, right, [0.2, 0.4, 0.5, 0.6, 0.8, 1]);
  const inside = (value: number) => x.at(Math.min(1, Math.max(0.2, value)));
  const draw = ({ value, low, high }: Figure, y: number, style: 'one' | 'two'): string =>
    [
      Number.isNaN(low) ? '' : line(inside(low), y, inside(high), y, `line ${style}`),
      Number.isNaN(value) ? '' : dot(inside(value), y, `dot-${style}`),
    ].join('');
  const two = names[1] !== undefined;
  const body = [
    ...x.marks.map((mark) => line(x.at(mark), top - 4, x.at(mark), bottom, mark === 0.5 ? 'even' : 'rule')),
    ...x.marks.map((mark) => text(x.at(mark), bottom + 17, mark.toFixed(1), 'quiet', 'middle')),
    ...rows.map(({ name, figure, second }, i) => {
      const y = top + i * STEP + STEP / 2;
      return [
        text(left - 12, y + 4, name, '', 'end'),
        figure ? draw(figure, two ? y - 4 : y, 'one') : '',
        second ? draw(second, y + 4, 'two') : '',
      ].join('');
    }),
    text((left + right) / 2, bottom + 37, 'AUC (0.5 is chance)', '', 'middle'),
    ...names.map((name, i) =>
      name === undefined
        ? ''
        : line(16, bottom + 56 + i * 18, 42, bottom + 56 + i * 18, `line ${i ? 'two' : 'one'}`) +
          text(50, bottom + 60 + i * 18, name),
    ),
  ];
  return svg(640, bottom + 72 + (two ? 18 : 0), title, description, body.join('\n'));
}
