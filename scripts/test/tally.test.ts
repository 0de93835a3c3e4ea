import { describe, expect, test } from "vitest";
import { tallyOfCheck, tallyPlaywright, tallyVitest } from "./tally.mjs";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((outcome) => ({ status: outcome })),
});

describe("the tally", () => {
  test("[T8] vitest's tests are counted", () => {
    expect(tallyVitest({ numPassedTests: 7, numFailedTests: 2, testResults: [file("failed", "failed")] })).toEqual({
      passed: 7,
      failed: 2,
    });
  });

  test("[T8] a skipped test, one to do, and a file that cannot be run are failures", () => {
    expect(tallyVitest({ numPassedTests: 1, numPendingTests: 1 })).toEqual({ passed: 1, failed: 1 });
    expect(tallyVitest({ numPassedTests: 1, numTodoTests: 1 })).toEqual({ passed: 1, failed: 1 });
    expect(tallyVitest({ numPassedTests: 1, testResults: [file("failed"), file("passed", "passed")] })).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  test("[T8] Playwright's tests are counted, and no second try helps", () => {
    expect(tallyPlaywright({ stats: { expected: 9, unexpected: 1, flaky: 0, skipped: 0 } })).toEqual({
      passed: 9,
      failed: 1,
    });
    expect(tallyPlaywright({ stats: { expected: 9, flaky: 1, skipped: 1 }, errors: [{}] })).toEqual({
      passed: 9,
      failed: 3,
    });
  });

  test("[T8] no report, or one without tests, is a failure", () => {
    expect(tallyVitest({})).toEqual({ passed: 0, failed: 1 });
    expect(tallyPlaywright({})).toEqual({ passed: 0, failed: 1 });
  });

  test("[T8] a check without tests counts as one, and a runner's exit code is heard", () => {
    expect(tallyOfCheck(null, true)).toEqual({ passed: 1, failed: 0 });
    expect(tallyOfCheck(null, false)).toEqual({ passed: 0, failed: 1 });
    expect(tallyOfCheck({ passed: 5, failed: 0 }, false)).toEqual({ passed: 5, failed: 1 });
    expect(tallyOfCheck({ passed: 5, failed: 2 }, false)).toEqual({ passed: 5, failed: 2 });
  });
});
