import type { Evaluation } from '../evaluation.ts';
import type { Inputs } from '../inputs.ts';
import { aiAgainstCamera, figure, type Figure } from '../separation.ts';
import { auc } from '../../statistics/roc.ts';
import type { Row } from '../rows.ts';
import { calibrationPlot, coveragePlot, rocPlot, type Series } from './curves.ts';
import { intervalPlot } from './intervals.ts';

/** Every plot of the report, by file name without its ending. */
export function plots(
  inputs: Inputs,
  out: Evaluation | null,
  shipped: Evaluation | null,
): Map<string, string> {
  const { outOfFold, headline } = inputs;
  const seen = (inputs.shipped?.seen ?? 0) > 0;
  const names = [
    'unseen sources (out of fold)',
    seen ? 'shipped weights, clips seen in training' : 'shipped weights',
  ];
  const series = <T>(first: T | undefined, second: T | undefined): Series<T>[] =>
    [first, second].flatMap((data, i) => (data === undefined ? [] : [{ name: names[i] ?? '', data }]));
  const rows = outOfFold?.conditions.get(headline);
  const drawn = new Map<string, string>([
    [
      'roc',
      rocPlot(
        series(
          rows && aiAgainstCamera(rows),
          inputs.shipped ? aiAgainstCamera(inputs.shipped.rows) : undefined,
        ),
      ),
    ],
    ['calibration', calibrationPlot(series(out?.reliability, shipped?.reliability))],
    ['coverage', coveragePlot(series(out?.coverage, shipped?.coverage))],
  ]);
  if (out)
    drawn.set(
      'generators',
      intervalPlot(
        'Generators against camera clips, unseen sources',
        'AUC of each generator with five clips or more, with its 95 % interval.',
        out.generators
          .filter(({ clips }) => clips >= 5)
          .sort((a, b) => b.auc.value - a.auc.value)
          .map((part) => ({ name: `${part.name} (${part.clips})`, figure: part.auc })),
        ['out of fold, 95 % interval by bootstrap over groups'],
      ),
    );
  if (outOfFold) drawn.set('conditions', conditionsPlot(inputs));
  return drawn;
}

const aucOf = (rows: readonly Row[]): Figure => figure(aiAgainstCamera(rows), auc, 500);

function conditionsPlot({ outOfFold, shipped, headline }: Inputs): string {
  const names = new Set([...(outOfFold?.conditions.keys() ?? []), ...(shipped?.conditions.keys() ?? [])]);
  const lines = [...names].map((name) => {
    const mine = outOfFold?.conditions.get(name);
    const other = shipped?.conditions.get(name);
    return {
      name: name === headline ? `${name} (headline)` : name,
      figure: mine ? aucOf(mine) : null,
      second: other ? aucOf(other) : null,
    };
  });
  const second = lines.some((line) => line.second !== null);
  return intervalPlot(
    'AI against camera clips, by condition',
    'AUC under each condition, with its 95 % interval.',
    lines,
    [
      'unseen sources (out of fold)',
      ...(second ? (['shipped weights, sample of clips seen in training'] as const) : ([] as const)),
    ] as [string, string?],
  );
}
