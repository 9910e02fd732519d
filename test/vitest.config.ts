import { defineConfig } from 'vitest/config';

/** Unit and property tests: everything that needs no browser window. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}', 'lib/**/*.test.{ts,tsx}', 'models/**/*.test.ts'],
    // Signing, validating and inference run whole WASM modules; a busy machine takes its time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
