import { runTool, type Step } from './step.ts';

interface LintReport {
  summary: { errors: number; warnings: number };
}

/** Builds one browser's extension and zips it: everything after this looks at what would be shipped. */
export function buildStep(browser: 'chrome' | 'firefox'): Step {
  return {
    name: `build ${browser}`,
    run: async () => {
      const { code, output } = await runTool('wxt/bin/wxt.mjs', ['zip', '--mv3', '-b', browser]);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    },
  };
}

/** Mozilla's own check of the Firefox build; errors fail, warnings are counted. */
export const webExtLint: Step = {
  name: 'web-ext lint',
  run: async () => {
    const { code, output } = await runTool('web-ext/bin/web-ext.js', [
      ...['lint', '--source-dir', '.output/firefox-mv3', '--output', 'json', '--no-config-discovery'],
    ]);
    const json = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1);
    const { summary } = JSON.parse(json || '{"summary":{"errors":1,"warnings":0}}') as LintReport;
    const failed = code !== 0 || summary.errors > 0 ? 1 : 0;
    return {
      passed: 1 - failed,
      failed,
      output,
      note: `${summary.errors} errors, ${summary.warnings} warnings`,
    };
  },
};
