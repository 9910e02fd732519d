import { defineConfig } from 'vitest/config';

/** The shipped build in real browsers: one file after the other, each with a browser of its own. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Browsers on a busy machine now and then lose a race: once more, and `npm test` names what needed it.
    retry: 1,
    fileParallelism: false,
    pool: 'forks',
  },
});
