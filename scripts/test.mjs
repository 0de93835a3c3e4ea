// `npm test`: what the tests need is installed, a browser and strace included, then every check runs. All of them run, so that one
// look tells everything that is wrong; the last line counts.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare } from "./setup/prepare.mjs";
import { root } from "./setup/project.mjs";
import { explainingFailures } from "./setup/setup-error.mjs";
import { runsWithoutOptions } from "./setup/without-options.mjs";
import { ensureBrowser } from "./test/browser.mjs";
import { checks } from "./test/checks.mjs";
import { runCheck } from "./test/run-check.mjs";
import { ensureStrace } from "./test/strace.mjs";

const help = `Installs what the tests need, a browser and strace too, and runs every check; the last line counts.

  npm test

One check alone, with the options of its program behind a --:

${checks.flatMap(({ script }) => (script === null ? [] : `  npm run ${script}\n`)).join("")}
CHROME_PATH names the browser, where none is found or another is meant.
`;

await explainingFailures(async () => {
  if (!runsWithoutOptions(process.argv.slice(2), help)) return;
  await prepare(root, { development: true, pages: false });
  process.env["CHROME_PATH"] = await ensureBrowser(root);
  await ensureStrace();
  const reports = mkdtempSync(join(tmpdir(), "ringside-reports-"));
  try {
    await runChecks(reports);
  } finally {
    rmSync(reports, { recursive: true });
  }
});

/** @param {string} reports */
async function runChecks(reports) {
  const lines = [];
  const total = { passed: 0, failed: 0 };
  for (const check of checks) {
    console.log(`\n── ${check.name} ──`);
    const started = performance.now();
    const { passed, failed } = await runCheck(root, reports, check);
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
    lines.push(
      `${failed === 0 ? "ok    " : "FAILED"} ${seconds} s  ${check.name} (${passed} passed, ${failed} failed)`,
    );
  }
  console.log(`\n${lines.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
