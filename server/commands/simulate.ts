import { describeCounts } from "#server/simulator/send-counts.ts";
import { type SimulateOptions, simulateServer } from "#server/simulator/simulate-server.ts";
import { systemTimer } from "#server/simulator/timer.ts";
import { print, say } from "./output.ts";
import { runCommand } from "./run-command.ts";
import { readSimulateOptions, simulateHelp } from "./simulate-options.ts";

/** Exit code 0 when at least one delivery was accepted, 1 when none was. */
async function run(options: SimulateOptions): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const { url, callsPerHour, speed } = options;
  const secondsApart = Number((3600 / callsPerHour / speed).toPrecision(2));
  say(`Calling ${url.origin}: ${callsPerHour} calls an hour, one in ${secondsApart} s on average. Ctrl-C stops.`);
  const { counts, problem } = await simulateServer(options, { timer: systemTimer, signal: stop.signal, say });
  if (problem !== null) say(problem);
  await print([`${describeCounts(counts)}\n`]);
  process.exitCode = counts.accepted > 0 ? 0 : 1;
}

await runCommand(readSimulateOptions(process.argv.slice(2)), { help: simulateHelp, run });
