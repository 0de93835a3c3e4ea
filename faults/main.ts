import { randomInt } from "node:crypto";
import { print, say } from "#server/commands/output.ts";
import { runCommand } from "#server/commands/run-command.ts";
import { faults } from "./catalogue.ts";
import { endOnSignal } from "./ground/at-signal.ts";
import { type FaultOptions, faultsHelp, highestSeed, readFaultOptions } from "./options.ts";
import { type FaultReport, held, reportText, runFault } from "./run-faults.ts";

async function run({ only, times, seed }: FaultOptions): Promise<void> {
  endOnSignal();
  const first = seed ?? randomInt(highestSeed);
  say(`The first seed is ${first}.`);
  const reports: FaultReport[] = [];
  for (const fault of only) reports.push(await runFault(fault, { times, seed: first, say }));
  await print([reportText(reports)]);
  process.exitCode = reports.every(held) ? 0 : 1;
}

await runCommand(readFaultOptions(process.argv.slice(2), faults), { help: faultsHelp(faults), run });
