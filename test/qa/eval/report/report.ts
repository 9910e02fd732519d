import type { Evaluation } from '../evaluation.ts';
import type { Inputs } from '../inputs.ts';
import {
  bandSection,
  calibrationSection,
  confusionSection,
  generatorSection,
  kindSection,
  precisionSection,
  separations,
  sourceSection,
} from './evaluation-sections.ts';
import { conditionSection, goalSection, int8Section } from './goals.ts';
import { abstentionSection, decodingSection, launderingSection, seenWords } from './shipped-sections.ts';

const picture = (name: string, words: string): string => `![${words}](${name}.svg)`;

/** The whole report, as Markdown. */
export function report(
  inputs: Inputs,
  out: Evaluation | null,
  shipped: Evaluation | null,
  today: string,
): string {
  const { manifest } = inputs;
  return (
    [
      `# Evaluation of ${manifest.name} ${manifest.version}`,
      `Made by \`npm run eval\` on ${today}; not written by hand. Model \`${manifest.sha256}\`, trained ${manifest.trainedAt}. ` +
        'Intervals in brackets: 95 %, by bootstrap over groups of sources (1,000 samples), since clips of one source are no independent witnesses. ' +
        'What the figures allow is decided by [the gate](../../models/provenance/gate.json); what the model is for stands in [its card](../../models/provenance/card.md).',
      ...outOfFoldPart(inputs, out),
      ...shippedPart(inputs, shipped),
      howTo,
    ].join('\n\n') + '\n'
  );
}

function outOfFoldPart(inputs: Inputs, e: Evaluation | null): string[] {
  if (!e || !inputs.outOfFold)
    return [
      '## Unseen sources',
      'No out-of-fold scores were there when this report was made: nothing is known here about unseen sources.',
    ];
  return [
    '## Unseen sources (out of fold)',
    `Every clip is scored by a network of the same recipe that saw nothing of its source nor of its near-duplicates: ${e.clips.sora + e.clips.other} AI clips (${e.clips.sora} of the Sora family) and ${e.clips.none} others (${e.camera} from cameras) in ${e.groups} groups. ` +
      `Re-encoded like all training data; "${inputs.headline}" unless said otherwise. The shipped weights come from another run of the recipe on all clips.`,
    goalSection(inputs, e),
    picture('roc', 'ROC curves'),
    separations(e),
    '### By condition',
    conditionSection(inputs),
    picture('conditions', 'AUC by condition'),
    '### By generator',
    generatorSection(e),
    picture('generators', 'AUC by generator'),
    '### By kind of the other clips',
    kindSection(e),
    '### By source',
    sourceSection(e),
    '### Bands, and alarms at realistic shares',
    bandSection(e),
    precisionSection(e),
    '### What is said of what',
    'Below one half "no signs"; above it Sora where that is most of the score. Out of fold nothing is abstained on: all clips were re-encoded to sizes that are in range.',
    confusionSection(e),
    '### Calibration and coverage',
    calibrationSection(e),
    `${picture('calibration', 'Calibration')} ${picture('coverage', 'Coverage against error')}`,
    '### fp32 against int8',
    int8Section(inputs),
  ];
}

function shippedPart({ shipped }: Inputs, e: Evaluation | null): string[] {
  if (!e || !shipped) return [];
  return [
    shipped.seen > 0
      ? '## Shipped weights, clips seen in training'
      : '## Shipped weights, clips of the index',
    seenWords(shipped),
    separations(e),
    confusionSection(e),
    bandSection(e),
    abstentionSection(shipped),
    ...(shipped.seen > 0
      ? []
      : [
          ...['### By generator', generatorSection(e), '### By kind of the other clips', kindSection(e)],
          ...['### By source', sourceSection(e), precisionSection(e), calibrationSection(e)],
        ]),
    '### Laundering',
    shipped.conditions.size > 0
      ? `Copies made by \`npm run eval -- launder\` of a sample of the clips, against the same clips as they were.\n\n${launderingSection(shipped)}`
      : 'Not measured for this model.',
    '### Decoding by ffmpeg and by the browser',
    decodingSection(shipped),
  ];
}

const howTo = `## Made with

\`\`\`
npm run score -- --json scores.jsonl list.txt
npm run eval -- launder --index INDEX.jsonl --out DIR --clips 160
npm run score -- --json vp9.jsonl DIR/VP9.txt                     # and so on, each condition
npm run score -- --decoder ffmpeg --json decoded.jsonl some.txt
npm run eval -- --index INDEX.jsonl --scores scores.jsonl --condition "VP9=vp9.jsonl" --decoded decoded.jsonl
\`\`\`

Without arguments \`npm run eval\` reports the out-of-fold scores that the training side recorded
(\`models/provenance/training/out-of-fold.jsonl\`).`;
