import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, runTool, type Step } from './step.ts';

const MB = 1_000_000;
/** Largest size in bytes of what is shipped, by a pattern of the path under `.output`. */
// Of the zips 24 MB are the weights of the classifier, which pack no further (docs/decisions/0013).
const LIMITS: [what: string, path: RegExp, bytes: number][] = [
  ['Chrome zip', /^[^/]*-chrome\.zip$/, 36 * MB],
  ['Firefox zip', /^[^/]*-firefox\.zip$/, 36 * MB],
  // Runs in every frame of every page that the viewer allowed.
  ['content script', /^chrome-mv3\/content-script\.js$/, 150_000],
  ['background', /^chrome-mv3\/background\.js$/, 250_000],
];

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

export const sizes: Step = {
  name: 'sizes',
  run: async () => {
    const files = (await readdir(join(ROOT, '.output'), { recursive: true })).map((path) =>
      path.replaceAll('\\', '/'),
    );
    const lines: string[] = [];
    let failed = 0;
    for (const [what, pattern, limit] of LIMITS) {
      const path = files.find((file) => pattern.test(file));
      const bytes = path === undefined ? null : (await stat(join(ROOT, '.output', path))).size;
      if (bytes === null || bytes > limit) failed++;
      lines.push(`${what} ${bytes ?? 'missing'} of ${limit} bytes`);
    }
    return { passed: LIMITS.length - failed, failed, output: lines.join('\n'), note: lines.join(', ') };
  },
};

interface LintReport {
  summary: { errors: number; warnings: number };
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
