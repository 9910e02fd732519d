import type { Bin, CoveragePoint } from '../../statistics/calibration.ts';
import { type RocPoint, rocCurve, type Scored } from '../../statistics/roc.ts';
import { dot, frame, line, linear, logarithmic, path, svg, text } from './svg.ts';

/** One curve: its name and its rows; the first is drawn whole, the second dashed, the third dotted. */
export interface Series<T> {
  name: string;
  data: T;
}

const STYLES = ['one', 'two', 'three'];
const BOX = { left: 72, right: 424, top: 48, bottom: 320 };
const TENTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

function legend(series: readonly Series<unknown>[], x: number, y: number): string {
  return series
    .map(({ name }, i) => {
      const at = y + i * 18;
      return line(x, at - 4, x + 26, at - 4, `line ${STYLES[i]}`) + text(x + 34, at, name);
    })
    .join('\n');
}

const HEIGHT = (series: readonly unknown[]): number => 376 + series.length * 18;

/** ROC with the false-positive rate on a logarithmic scale: the operating points are at its left end. */
export function rocPlot(series: readonly Series<readonly Scored[]>[]): string {
  const x = logarithmic(0.002, 1, BOX.left, BOX.right, [0.002, 0.01, 0.05, 0.2, 1]);
  const y = linear(0, 1, BOX.bottom, BOX.top, TENTHS);
  const chance = Array.from({ length: 60 }, (_, i): [number, number] => {
    const share = 0.002 * 500 ** (i / 59);
    return [x.at(share), y.at(share)];
  });
  /** Points left of the axis are drawn on it. */
  const place = ({ fpr, tpr }: RocPoint): [number, number] => [x.at(fpr), y.at(tpr)];
  const body = [
    frame(x, y, BOX, { x: 'false positives among camera clips', y: 'AI clips found' }),
    `<path d="${chance.map(([px, py], i) => `${i ? 'L' : 'M'}${px.toFixed(1)} ${py.toFixed(1)}`).join('')}" class="even"/>`,
    ...series.map(({ data }, i) => path(rocCurve(data).map(place), STYLES[i] ?? 'one')),
    legend(series, BOX.left, 382),
  ];
  const words = 'ROC curves, AI against camera clips; the grey line is chance.';
  return svg(448, HEIGHT(series), 'AI against camera clips', words, body.join('\n'));
}

/** Share of AI clips by score, the counts behind it as bars. */
export function calibrationPlot(series: readonly Series<readonly Bin[]>[]): string {
  const x = linear(0, 1, BOX.left, BOX.right, TENTHS);
  const y = linear(0, 1, BOX.bottom, BOX.top, TENTHS);
  const most = Math.max(...series.flatMap(({ data }) => data.map(({ count }) => count)), 1);
  const bars = (series[0]?.data ?? []).map(({ from, to, count }) => {
    const high = (count / most) * 90;
    const left = x.at(from) + 3;
    return `<rect class="bar" x="${left.toFixed(1)}" y="${(BOX.bottom - high).toFixed(1)}" width="${(x.at(to) - x.at(from) - 6).toFixed(1)}" height="${high.toFixed(1)}"/>`;
  });
  const body = [
    frame(x, y, BOX, { x: 'score', y: 'of these, AI' }),
    ...bars,
    line(x.at(0), y.at(0), x.at(1), y.at(1), 'even'),
    ...series.map(({ data }, i) => {
      const there = data.filter(({ count }) => count > 0);
      const points = there.map((bin): [number, number] => [x.at(bin.meanScore), y.at(bin.share)]);
      return [
        path(points, STYLES[i] ?? 'one'),
        ...points.map(([px, py]) => dot(px, py, i === 0 ? 'dot-one' : 'dot-two')),
      ].join('');
    }),
    legend(series, BOX.left, 382),
    text(BOX.left, 382 + series.length * 18, 'bars: number of clips, first series', 'quiet'),
  ];
  const words = 'Share of AI clips in ten bins of the score; on the grey diagonal scores say how often.';
  return svg(448, HEIGHT(series) + 18, 'Calibration', words, body.join('\n'));
}

/** Error among the surest clips, by how many are decided. */
export function coveragePlot(series: readonly Series<readonly CoveragePoint[]>[]): string {
  const x = linear(0, 1, BOX.left, BOX.right, TENTHS);
  const y = linear(0, 0.5, BOX.bottom, BOX.top, [0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  const body = [
    frame(x, y, BOX, { x: 'clips decided, surest first', y: 'errors among them' }),
    ...series.map(({ data }, i) => {
      // The first few clips jump between 0 and 1 and say nothing.
      const steady = data.filter(({ coverage, error }) => coverage >= 0.02 && error <= 0.5);
      return path(
        steady.map(({ coverage, error }): [number, number] => [x.at(coverage), y.at(error)]),
        STYLES[i] ?? 'one',
      );
    }),
    legend(series, BOX.left, 382),
  ];
  const words = 'Error rate among the clips that are farthest from one half, by their share of all clips.';
  return svg(448, HEIGHT(series), 'Coverage against error', words, body.join('\n'));
}
