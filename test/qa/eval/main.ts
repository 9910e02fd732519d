import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../build.ts';
import { parseArguments, UsageError } from './arguments.ts';
import { bomText, mlBom } from './bom/ml-bom.ts';
import { readInputs } from './inputs.ts';
import { launder } from './launder/launder.ts';
import { plots } from './plots/all.ts';
import { evaluationOf, recordText, toRecord } from './record.ts';
import { report } from './report/report.ts';

/** Where the repository keeps its own report. */
const DOCS = join(ROOT, 'docs', 'evaluation');

const say = (line: string): void => console.error(`eval: ${line}`);

try {
  const args = process.argv.slice(2);
  if (args[0] === 'launder') await launder(args.slice(1), say);
  else main(args);
} catch (error) {
  say((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '');
  process.exitCode = error instanceof UsageError || (error as Error).name === 'UsageError' ? 2 : 1;
}

/** Reads scores, writes report, plots and record. */
function main(args: string[]): void {
  const given = parseArguments(args);
  const inputs = readInputs(given);
  if (!inputs.outOfFold && !inputs.shipped)
    throw new UsageError('neither out-of-fold scores nor --scores with an --index: nothing to report');
  const today = new Date().toISOString().slice(0, 10);
  const out = evaluationOf(inputs.outOfFold?.conditions.get(inputs.headline));
  const shipped = evaluationOf(inputs.shipped?.rows);
  mkdirSync(given.out, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(given.out, name), text);
  write('report.md', report(inputs, out, shipped, today));
  const record = toRecord(inputs, out, shipped, today);
  write('figures.json', recordText(record));
  // The bill of materials goes with the model, unless this is a report on the side.
  const ownPlace = relative(DOCS, given.out) === '';
  const bom = ownPlace ? join(ROOT, 'models', 'provenance', 'ml-bom.json') : join(given.out, 'ml-bom.json');
  writeFileSync(bom, bomText(mlBom(inputs, record)));
  for (const [name, text] of plots(inputs, out, shipped)) write(`${name}.svg`, text);
  say(`wrote ${given.out}`);
}
