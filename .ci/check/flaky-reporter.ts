import type { TestCase } from 'vitest/node';

/** A line for each test that failed and then passed: a race that somebody should look at, never hidden. */
export default class FlakyReporter {
  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) console.log(`passed only when run again: ${test.fullName}`);
  }
}
