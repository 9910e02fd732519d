import type { Shipped } from '../inputs.ts';
import type { Row } from '../rows.ts';
import { aiAgainstCamera, aucLost, separation } from '../separation.ts';
import { quantile } from '../../statistics/bootstrap.ts';
import { percent, plural, table, three, withInterval } from './words.ts';

/** Which clips the shipped weights had seen, said before any figure. */
export function seenWords({ seen, clips }: Shipped): string {
  if (seen === 0) return 'None of these clips is on the list that the weights were trained on.';
  const which = seen === clips ? 'All' : `${seen} of the ${clips}`;
  return (
    `**${which} ${seen === clips ? `${clips} ` : ''}clips were trained on.** What follows shows what the shipped package does with clips it has seen: ` +
    'that it runs, when it abstains, what re-encoding changes. It says nothing about clips it has not seen; for these, only the figures above count.'
  );
}

/** Every reason for which it abstained or had no score, with the counts. */
export function abstentionSection({ scores }: Shipped): string {
  const reasons = Map.groupBy(
    scores.filter(({ abstained }) => abstained),
    ({ reason }) => reason ?? 'none',
  );
  const rows = [...reasons].sort((a, b) => b[1].length - a[1].length);
  const times = scores.map(({ ms }) => ms).sort((a, b) => a - b);
  return [
    `${plural(scores.length, 'clip')}: a band for ${scores.filter(({ band }) => band !== null).length}, abstained on ${scores.filter(({ abstained, pAI }) => abstained && pAI !== null).length}, no frame of ${scores.filter(({ pAI }) => pAI === null).length}. ` +
      `Median ${Math.round(quantile(times, 0.5))} ms a clip with reading and decoding, nine of ten within ${Math.round(quantile(times, 0.9))} ms (two workers on two cores that had other work).`,
    '',
    table(
      ['why it abstained', 'clips', 'with scores'],
      rows.map(([reason, mine]) => [
        reason,
        String(mine.length),
        String(mine.filter(({ pAI }) => pAI !== null).length),
      ]),
    ),
  ].join('\n');
}

/** Each laundering on the clips that it was made of, against the same clips as they were. */
export function launderingSection({ rows, conditions }: Shipped): string {
  const line = (name: string, mine: readonly Row[]): string[] => {
    const files = new Set(mine.map(({ file }) => file));
    const same = rows.filter(({ file }) => files.has(file));
    const { auc, positives, negatives } = separation(aiAgainstCamera(mine));
    const changed = median(shifts(same, mine).map(Math.abs));
    const flagged = mine.filter((row) => row.kind === 'camera' && isStrong(row)).length;
    return [
      name,
      `${positives} / ${negatives}`,
      withInterval(auc),
      withInterval(aucLost(same, mine), three),
      three(changed),
      String(mine.filter(({ abstained }) => abstained).length),
      `${flagged} of ${negatives}`,
    ];
  };
  return table(
    [
      'condition',
      'AI / camera',
      'AUC',
      'AUC lost',
      'score moves by (median)',
      'abstained',
      'camera clips from "strong" on',
    ],
    [...conditions].map(([name, mine]) => line(name, mine)),
  );
}

const isStrong = ({ band }: Row): boolean => band === 'strong' || band === 'very-strong';

function shifts(before: readonly Row[], after: readonly Row[]): number[] {
  const first = new Map(before.map((row) => [row.file, row.pAI]));
  return after.flatMap((row) => {
    const value = first.get(row.file);
    return value === undefined ? [] : [row.pAI - value];
  });
}

const median = (values: number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** The bound within which decoding by ffmpeg has to give the same score. */
export const DECODING_BOUND = 0.02;

export function decodingSection({ rows, decoded }: Shipped): string {
  if (!decoded) return 'Not measured for this model.';
  const differences = shifts(rows, decoded)
    .map(Math.abs)
    .sort((a, b) => a - b);
  const within = differences.filter((difference) => difference <= DECODING_BOUND).length;
  const most = differences.at(-1) ?? Number.NaN;
  return `The same frames of ${plural(differences.length, 'clip')}, decoded by Chromium and by ffmpeg, scored by the same package: the score differs by ${three(median(differences))} (median), ${three(quantile(differences, 0.95))} (95 of 100), at most ${three(most)}. Stated bound ${DECODING_BOUND}: ${within} of ${differences.length} are within (${percent(within / differences.length)}).`;
}
