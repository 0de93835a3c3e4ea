import type { DemoOptions } from "#server/simulator/demo.ts";
import { type CommandRequest, readCommandLine, type ValuesOf } from "./command-line.ts";
import { numberIn, sizes } from "./number-option.ts";

export const demoHelp = `Shows a living board to somebody who has no phone system at hand.

The server runs on data that is thrown away; a simulated phone system calls its webhook over HTTP.

  npm run demo -- [options]

  --queues N            (8)
  --agents N            (14)
  --calls-per-hour N    new calls an hour, in and out (as many as keep the agents busy)
  --port N              where the board is served (PORT, or 3000)
`;

const forms = {
  queues: { type: "string", default: "8" },
  agents: { type: "string", default: "14" },
  "calls-per-hour": { type: "string" },
  port: { type: "string" },
} as const;

/** Calls an hour that one agent can take, and something rings or waits most of the time: 14 agents, 230 calls. */
const callsOfOne = 230 / 14;

/** @param args what stands behind the command's name */
export function readDemoOptions(args: readonly string[]): CommandRequest<DemoOptions> {
  return readCommandLine(args, forms, optionsFrom);
}

function optionsFrom(values: ValuesOf<typeof forms>): DemoOptions {
  const agents = numberIn("--agents", values.agents, sizes.agents);
  const asked = values["calls-per-hour"];
  return {
    queues: numberIn("--queues", values.queues, sizes.queues),
    agents,
    callsPerHour:
      asked === undefined ? Math.round(agents * callsOfOne) : numberIn("--calls-per-hour", asked, sizes.callsPerHour),
    port: values.port === undefined ? null : numberIn("--port", values.port, { from: 0, to: 65535, whole: true }),
  };
}
