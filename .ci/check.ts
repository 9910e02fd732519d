import { buildStep, sizes, webExtLint } from './check/package-steps.ts';
import { type Step, type StepResult, toolStep } from './check/step.ts';
import { vitestStep } from './check/vitest-step.ts';

const E2E = 'test/e2e/vitest.config.ts';

const STEPS: Step[] = [
  toolStep('format', ['@biomejs/biome/bin/biome', 'format', '.']),
  toolStep('lint', ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings']),
  // The types of packaged paths are made from the entrypoints.
  toolStep('types', ['wxt/bin/wxt.mjs', 'prepare'], ['typescript/bin/tsc', '--noEmit', '-p', '.']),
  toolStep('unused code and dependencies', ['knip/bin/knip.js', '--no-progress']),
  vitestStep('unit and property tests', 'test/vitest.config.ts'),
  buildStep('chrome'),
  buildStep('firefox'),
  sizes,
  webExtLint,
  vitestStep('end to end in Chromium', E2E, ['test/e2e/chromium']),
  vitestStep('end to end in Firefox', E2E, ['test/e2e/firefox']),
];

/** `npm test -- lint types` runs only the steps whose names contain one of the words. */
const wanted = process.argv.slice(2);
const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

const begun = Date.now();
let passed = 0;
let failed = 0;
for (const step of steps) {
  const started = Date.now();
  const result = await step.run().catch(crashed);
  passed += result.passed;
  failed += result.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const counts = `${result.passed} passed, ${result.failed} failed`;
  const note = result.note ? `; ${result.note}` : '';
  console.log(`${result.failed > 0 ? 'FAIL' : 'ok  '} ${step.name}: ${counts} (${seconds} s)${note}`);
  if (result.failed > 0) console.log(result.output.trim().replace(/^/gm, '     | '));
}
console.log(`in ${Math.round((Date.now() - begun) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function crashed(error: unknown): StepResult {
  return {
    passed: 0,
    failed: 1,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
