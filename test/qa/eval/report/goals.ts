import type { Evaluation } from '../evaluation.ts';
import type { Inputs } from '../inputs.ts';
import { aiAgainstCamera, aucLost, separation, soraAgainstCamera } from '../separation.ts';
import { percent, table, three, two, withInterval } from './words.ts';

/** A figure beside what the project set out to reach. */
interface Goal {
  what: string;
  reached: string;
  value: number;
  floor: number;
  goal: number;
  say(value: number): string;
  /** Less is better. */
  falling?: boolean;
}

/** The headline figures of the networks that saw nothing of a clip's source. */
export function goalSection(inputs: Inputs, e: Evaluation): string {
  const { outOfFold, headline, manifest } = inputs;
  const goals: Goal[] = [
    {
      ...{ what: `AI against camera, ${headline}: AUC`, floor: 0.8, goal: 0.97, say: two },
      ...{ value: e.aiAgainstCamera.auc.value, reached: withInterval(e.aiAgainstCamera.auc) },
    },
    {
      ...{ what: 'found at 1 % false positives', floor: 0.2, goal: 0.8, say: percent },
      ...{ value: e.aiAgainstCamera.tprAt1.value, reached: withInterval(e.aiAgainstCamera.tprAt1, percent) },
    },
    {
      ...{ what: 'other generators called Sora', floor: 0.15, goal: 0.03, say: percent, falling: true },
      ...{ value: e.othersCalledSora.value, reached: withInterval(e.othersCalledSora, percent) },
    },
    {
      ...{ what: 'calibration error', floor: 0.06, goal: 0.02, say: three, falling: true },
      ...{ value: e.calibrationError.value, reached: withInterval(e.calibrationError, three) },
    },
    {
      ...{ what: 'errors at 60 % coverage', floor: 0.08, goal: 0.02, say: percent, falling: true },
      ...{ value: e.errorAt60.value, reached: withInterval(e.errorAt60, percent) },
    },
    {
      ...{ what: 'size of the model', floor: 6e6, goal: 0.6e6, say: megabytes, falling: true },
      ...{ value: manifest.bytes, reached: megabytes(manifest.bytes) },
    },
  ];
  const masked = outOfFold?.conditions.get('mark masked');
  if (masked) {
    const { auc } = separation(soraAgainstCamera(masked, 'pAI'));
    const rest = { floor: 0.85, goal: 0.98, say: two };
    goals.splice(1, 0, {
      what: 'Sora against camera, mark masked: AUC',
      value: auc.value,
      reached: withInterval(auc),
      ...rest,
    });
  }
  const before = outOfFold?.conditions.get(headline);
  const twice = outOfFold?.conditions.get('two generations');
  if (before && twice && headline !== 'two generations') {
    const lost = aucLost(before, twice);
    const rest = { floor: 0.06, goal: 0.02, say: three, falling: true };
    goals.push({
      what: 'two generations: AUC lost',
      value: lost.value,
      reached: withInterval(lost, three),
      ...rest,
    });
  }
  const int8 = outOfFold?.int8.get(headline);
  if (before && int8) {
    const lost = aucLost(before, int8);
    const rest = { floor: 0.005, goal: 0.002, say: three, falling: true };
    goals.push({
      what: 'int8 against fp32: AUC lost',
      value: lost.value,
      reached: withInterval(lost, three),
      ...rest,
    });
  }
  return table(
    ['', 'measured', 'floor', 'goal', ''],
    goals.map((g) => [g.what, g.reached, g.say(g.floor), g.say(g.goal), standing(g)]),
  );
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

function standing({ value, floor, goal, falling }: Goal): string {
  const reaches = (mark: number) => (falling ? value <= mark : value >= mark);
  if (reaches(goal)) return 'reaches the goal';
  return reaches(floor) ? 'above the floor' : '**below the floor**';
}

/** Each condition, with what it costs against the headline. */
export function conditionSection(inputs: Inputs): string {
  const { outOfFold, headline } = inputs;
  if (!outOfFold) return '';
  const before = outOfFold.conditions.get(headline) ?? [];
  const rows = [...outOfFold.conditions].map(([name, rows_]) => {
    const { auc, tprAt1, tprAt5 } = separation(aiAgainstCamera(rows_));
    return [
      name === headline ? `${name} (headline)` : name,
      String(rows_.length),
      ...[withInterval(auc), withInterval(tprAt1, percent), withInterval(tprAt5, percent)],
      name === headline ? '' : withInterval(aucLost(before, rows_), three),
    ];
  });
  return table(['condition', 'clips', 'AUC', 'found at 1 %', 'at 5 %', 'AUC lost'], rows);
}

export function int8Section({ outOfFold }: Inputs): string {
  if (!outOfFold || outOfFold.int8.size === 0) return 'No int8 variant was measured.';
  const rows = [...outOfFold.int8].flatMap(([name, int8]) => {
    const fp32 = outOfFold.conditions.get(name);
    if (!fp32) return [];
    return [
      [
        name,
        withInterval(separation(aiAgainstCamera(fp32)).auc),
        withInterval(separation(aiAgainstCamera(int8)).auc),
        withInterval(aucLost(fp32, int8), three),
      ],
    ];
  });
  return table(['condition', 'fp32: AUC', 'int8: AUC', 'lost'], rows);
}
