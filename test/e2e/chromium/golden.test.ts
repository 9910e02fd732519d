import { afterAll, beforeAll, expect, it } from 'vitest';
import { packagedManifest } from '../../../lib/evidence/classifier/packaged-manifest.ts';
import { frameRequest } from '../../../lib/evidence/classifier/source.ts';
import { type ChromiumBrowser, openChromium } from '../../qa/browsers/chromium.ts';
import { extensionDir } from '../../qa/build.ts';
import { scoreInPage } from '../../qa/score/in-page.ts';
import {
  differences,
  goldenCases,
  goldenFrame,
  MOST_DIFFERENCE,
} from '../../unit/classifier/golden-pictures.ts';

let browser: ChromiumBrowser;
beforeAll(async () => {
  browser = await openChromium({ extensionDir: extensionDir('chromium') });
});
afterAll(() => browser?.close());

it('reproduces the training side’s outputs by the packaged model in the packaged runtime', async () => {
  const cases = goldenCases();
  expect(cases.length).toBeGreaterThan(0);
  for (const golden of cases) {
    const { data, ...head } = goldenFrame(golden);
    const answer = await browser.extensionEval(scoreInPage, {
      ...{ lane: 0, url: '', size: 0, budget: 0, timeoutMs: 60_000 },
      ...{ request: frameRequest(packagedManifest), want: 'scores' as const },
      given: [{ ...head, data: Buffer.from(data).toString('base64') }],
    });
    const logits = 'scored' in answer ? answer.scored[0]?.logits : null;
    const difference = differences(logits, golden);
    expect(difference.logits, `${golden.name}: ${JSON.stringify(answer)}`).toBeLessThan(1e-3);
    expect(difference.chance, golden.name).toBeLessThan(MOST_DIFFERENCE);
  }
});
