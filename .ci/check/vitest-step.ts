import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, runTool, type Step } from './step.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
}

/** Counts every test of a Vitest run; a file that cannot even be loaded counts as one that failed. */
export function vitestStep(name: string, config: string, filter: string[] = []): Step {
  const file = join(ROOT, '.cache', `${name.replace(/\W+/g, '-')}.json`);
  return {
    name,
    run: async () => {
      await rm(file, { force: true });
      const { code, output } = await runTool('vitest/vitest.mjs', [
        ...['run', '--config', config, ...filter],
        ...['--reporter=default', '--reporter=./.ci/check/flaky-reporter.ts'],
        ...['--reporter=json', `--outputFile.json=${file}`],
      ]);
      const report = await readFile(file, 'utf8').then(
        (text) => JSON.parse(text) as Report,
        () => null,
      );
      if (!report) return { passed: 0, failed: 1, output };
      // Nothing failed by name, and yet the run did: a file that did not load, or an error outside any test.
      const failed = report.numFailedTests || (code === 0 ? 0 : 1);
      const skipped = report.numPendingTests > 0 ? `${report.numPendingTests} skipped` : '';
      const notes = [skipped, ...remarks(output)].filter(Boolean).join('; ');
      const failures = output.replace(/^.*✓.*\n/gm, '');
      return {
        passed: report.numPassedTests,
        failed,
        output: failures,
        ...(notes ? { note: notes } : {}),
      };
    },
  };
}

/** Tests that need what only some machines have say so in a line, and those that passed at the second try. */
function remarks(output: string): string[] {
  const lines = output.matchAll(/^\s*((?:skipped|passed only when run again): .*)$/gim);
  return [...new Set([...lines].map(([, line]) => line?.trim() ?? ''))];
}
