import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChromiumBrowser, openChromium } from '../../qa/browsers/chromium.ts';
import { extensionDir, ROOT } from '../../qa/build.ts';
import { type Formula, scoreFormulas } from '../../qa/score/in-page.ts';

let browser: ChromiumBrowser;
beforeAll(async () => {
  browser = await openChromium({ extensionDir: extensionDir('chromium') });
});
afterAll(() => browser?.close());

it('gives the training side’s outputs within 1e-3, by the packaged model in the packaged runtime', async () => {
  const text = readFileSync(join(ROOT, 'models/provenance/golden.json'), 'utf8');
  const cases = JSON.parse(text) as (Formula & { name: string; logits: number[] })[];
  expect(cases.length).toBeGreaterThan(0);
  const scored = await browser.extensionEval(scoreFormulas, cases);
  for (const [i, { name, logits }] of cases.entries())
    for (const [c, expected] of logits.entries())
      expect(Math.abs((scored[i]?.logits?.[c] ?? NaN) - expected), `${name}, class ${c}`).toBeLessThan(1e-3);
});
