/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * What vitest's JSON report counts. A test that was skipped or left to do counts as failed, and so does a file that
 * could not be run, and a run without any test.
 *
 * @param {unknown} report
 * @returns {Tally}
 */
export function tallyVitest(report) {
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults = [],
  } = /** @type {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number,
   *   testResults?: { status: string, assertionResults: { status: string }[] }[] }} */ (report);
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return atLeastOne(numPassedTests, numFailedTests + numPendingTests + numTodoTests + brokenFiles.length);
}

/**
 * What Playwright's JSON report counts. A skipped test counts as failed, and so does one that passed only when it was
 * tried again, an error outside of every test, and a run without any test.
 *
 * @param {unknown} report
 * @returns {Tally}
 */
export function tallyPlaywright(report) {
  const { stats = {}, errors = [] } =
    /** @type {{ stats?: { expected?: number, unexpected?: number, flaky?: number, skipped?: number },
     *   errors?: unknown[] }} */ (report);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  return atLeastOne(expected, unexpected + flaky + skipped + errors.length);
}

/**
 * @param {number} passed
 * @param {number} failed
 */
const atLeastOne = (passed, failed) => (passed + failed === 0 ? { passed, failed: 1 } : { passed, failed });

/**
 * A check without tests of its own counts as one. A runner that failed has a failure, whatever its report says: it
 * may have died before it wrote one.
 *
 * @param {Tally | null} tally
 * @param {boolean} succeeded
 * @returns {Tally}
 */
export function tallyOfCheck(tally, succeeded) {
  if (tally === null) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return { ...tally, failed: succeeded ? tally.failed : Math.max(tally.failed, 1) };
}
