import type { Evaluation } from '../evaluation.ts';
import type { Separation } from '../separation.ts';
import { percent, plural, table, three, two, withInterval } from './words.ts';

const SAID = ['no signs', 'Sora family', 'other generator'];

export function separationRow(
  name: string,
  { positives, negatives, auc, tprAt1, tprAt5 }: Separation,
): string[] {
  return [
    name,
    `${positives} / ${negatives}`,
    withInterval(auc),
    withInterval(tprAt1, percent),
    withInterval(tprAt5, percent),
  ];
}

export const SEPARATION_HEADER = [
  'comparison',
  'clips',
  'AUC',
  'found at 1 % false positives',
  'at 5 %',
] as const;

export function separations(e: Evaluation): string {
  return table(SEPARATION_HEADER, [
    separationRow('AI against camera', e.aiAgainstCamera),
    separationRow('AI against everything else', e.aiAgainstRest),
    separationRow('Sora against camera, Sora score', e.soraAgainstCamera),
    separationRow('Sora against camera, AI score', e.soraByAI),
  ]);
}

export function bandSection(e: Evaluation): string {
  const rows = e.bands
    .filter(({ band }) => band !== 'weak')
    .map(({ band, camera, ai, sora }) => [
      band,
      `${camera.hits} of ${camera.of}: ${percent(camera.share)}`,
      percent(camera.upper),
      `${ai.hits} of ${ai.of}: ${percent(ai.share)}`,
      percent(sora.share),
    ]);
  return table(
    [
      'from this band on',
      'camera clips',
      'at most (Clopper-Pearson, one-sided 95 %)',
      'AI clips',
      'Sora clips',
    ],
    rows,
  );
}

export function precisionSection(e: Evaluation): string {
  const rows = e.precision.map(({ band, prevalence, value, worst }) => [
    band,
    `${Number((prevalence * 100).toFixed(1))} %`,
    percent(value),
    percent(worst),
  ]);
  return table(
    [
      'from this band on',
      'AI among the videos',
      'alarms that are right',
      'with both rates at their worse bound',
    ],
    rows,
  );
}

export function confusionSection(e: Evaluation): string {
  return table(
    ['is \\ said', ...SAID, 'abstained'],
    e.confusion.map((row, i) => [SAID[i] ?? '', ...row.map(String)]),
  );
}

/** Generators of five clips or more by name, the rest in one line. */
export function generatorSection(e: Evaluation): string {
  const named = e.generators.filter(({ clips }) => clips >= 5);
  const few = e.generators.filter(({ clips }) => clips < 5);
  const rows = named.map(({ name, clips, auc, strong }) => [
    name,
    String(clips),
    withInterval(auc),
    percent(strong),
  ]);
  const rest =
    few.length > 0
      ? `\n\nFewer than five clips each: ${few.map(({ name, clips, auc }) => `${name} (${clips}) ${two(auc.value)}`).join(', ')}.`
      : '';
  return table(['generator', 'clips', 'AUC against camera', 'from "strong" on'], rows) + rest;
}

export function kindSection(e: Evaluation): string {
  return table(
    ['kind', 'clips', 'mean score', 'from "strong" on'],
    e.kinds.map(({ name, clips, meanScore, strong }) => [
      name,
      String(clips),
      two(meanScore),
      percent(strong),
    ]),
  );
}

export function sourceSection(e: Evaluation): string {
  const rows = e.sources.map(({ name, clips, meanScore, strong }) => [
    name,
    String(clips),
    two(meanScore),
    percent(strong),
  ]);
  return `<details><summary>${plural(rows.length, 'source')}</summary>\n\n${table(['source', 'clips', 'mean score', 'from "strong" on'], rows)}\n\n</details>`;
}

export function calibrationSection(e: Evaluation): string {
  const at = (share: number) =>
    e.coverage[Math.max(0, Math.round(share * e.coverage.length) - 1)]?.error ?? Number.NaN;
  return [
    `Expected calibration error ${withInterval(e.calibrationError, three)}, at ${percent(e.aiAgainstCamera.positives / (e.aiAgainstCamera.positives + e.aiAgainstCamera.negatives))} AI among the clips, not at the share on any page.`,
    '',
    table(
      ['decided, surest first', '20 %', '40 %', '60 %', '80 %', 'all'],
      [
        [
          'errors among them',
          ...[0.2, 0.4].map((c) => percent(at(c))),
          withInterval(e.errorAt60, percent),
          ...[0.8, 1].map((c) => percent(at(c))),
        ],
      ],
    ),
  ].join('\n');
}
