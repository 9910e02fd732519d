import type { TestProject } from 'vitest/node';
import { makeFixtures } from '../fixtures/signing/make.ts';
import { ensureBuilt } from '../qa/build.ts';

/** Makes what every end-to-end test needs, once. */
export default async function setup(_project: TestProject): Promise<void> {
  await makeFixtures();
  for (const browser of ['chromium', 'firefox'] as const)
    await ensureBuilt(browser, (line) => console.log(`e2e: ${line}`));
}
