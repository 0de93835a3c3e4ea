import { print, say } from "#server/commands/output.ts";
import { runCommand } from "#server/commands/run-command.ts";
import { StartError } from "#server/start-error.ts";
import { endOnSignal } from "../faults/ground/at-signal.ts";
import { requireBrowser } from "../scripts/test/browser.mjs";
import { longDays } from "./long-days.ts";
import { readSoakOptions, type SoakOptions, soakHelp } from "./options.ts";
import { dawnText, reportText } from "./report-text.ts";
import { isGood, runSoak } from "./run-soak.ts";

async function run({ hours, times, clock, day, leak }: SoakOptions): Promise<void> {
  // Before a server is started for nothing.
  await requireBrowser().catch((cause: Error) => {
    throw new StartError(cause.message, { cause });
  });
  endOnSignal();
  let worth = 0;
  const report = await runSoak({
    times,
    rate: clock,
    days: longDays(day, () => worth >= hours),
    settling: 6,
    lean: false,
    leak: leak === null ? null : { in: [leak], from: 1 },
    onDawn: (dawn, number, hoursSoFar) => {
      worth = hoursSoFar;
      say(dawnText(dawn, number));
    },
  });
  await print([reportText(report)]);
  process.exitCode = isGood(report) ? 0 : 1;
}

await runCommand(readSoakOptions(process.argv.slice(2)), { help: soakHelp, run });
