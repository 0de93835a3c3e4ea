import { describeCounts } from "#server/simulator/send-counts.ts";
import { readSimulateOptions, type SimulateOptions, simulateHelp } from "#server/simulator/simulate-options.ts";
import { simulateServer } from "#server/simulator/simulate-server.ts";
import { systemTimer } from "#server/simulator/timer.ts";

const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};

/** Exit code 0 when at least one delivery was accepted, 1 when none was, 2 when the options cannot be meant. */
async function run(options: SimulateOptions): Promise<number> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  say(`Calling ${options.url.origin}, ${options.callsPerHour} calls an hour. Ctrl-C stops.`);
  const { counts, problem } = await simulateServer(options, { timer: systemTimer, signal: stop.signal, say });
  if (problem !== null) say(problem);
  process.stdout.write(`${describeCounts(counts)}\n`);
  return counts.accepted > 0 ? 0 : 1;
}

const request = readSimulateOptions(process.argv.slice(2));
switch (request.kind) {
  case "run":
    process.exitCode = await run(request.options);
    break;
  case "help":
    process.stdout.write(simulateHelp);
    break;
  case "problem":
    say(request.message);
    process.exitCode = 2;
    break;
}
