import { describeCounts } from "#server/simulator/send-counts.ts";
import { readSimulateOptions, type SimulateOptions, simulateHelp } from "#server/simulator/simulate-options.ts";
import { simulateServer } from "#server/simulator/simulate-server.ts";
import { systemTimer } from "#server/simulator/timer.ts";
import { say } from "./output.ts";
import { runCommand } from "./run-command.ts";

/** Exit code 0 when at least one delivery was accepted, 1 when none was. */
async function run(options: SimulateOptions): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  say(`Calling ${options.url.origin}, ${options.callsPerHour} calls an hour. Ctrl-C stops.`);
  const { counts, problem } = await simulateServer(options, { timer: systemTimer, signal: stop.signal, say });
  if (problem !== null) say(problem);
  process.stdout.write(`${describeCounts(counts)}\n`);
  process.exitCode = counts.accepted > 0 ? 0 : 1;
}

await runCommand(readSimulateOptions(process.argv.slice(2)), { help: simulateHelp, run });
