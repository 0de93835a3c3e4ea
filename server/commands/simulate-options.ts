import { type Dialect, documentedDialects } from "#lib/simulator/dialect.ts";
import type { Faults } from "#lib/simulator/faults.ts";
import type { SimulateOptions } from "#server/simulator/simulate-server.ts";
import { type CommandRequest, OptionProblem, readCommandLine, type ValuesOf } from "./command-line.ts";
import { type NumberRange, numberIn, sizes } from "./number-option.ts";
import { webhookUrl } from "./webhook-url.ts";

export const simulateHelp = `Sends the traffic of a simulated phone system to a server.

  npm run simulate -- --url URL [options]

  --url URL             the webhook's whole address; or the server's, together with --key
  --key KEY             the webhook's key, when --url is the server's address
  --dialect post|get    how the phone system speaks (post)
  --calls-per-hour N    new calls an hour, in and out (150)
  --queues N            (8)
  --agents N            (14)
  --minutes N           stop after so many simulated minutes (never; Ctrl-C stops at any time)
  --speed X             so many times faster than real (1)
  --seed N              another seed, another day (1)

Things that go wrong, each in percent:
  --repeat P            of the deliveries come again; 100: the whole feed comes twice
  --reorder P           of the deliveries are overtaken by others
  --lose P              of the deliveries never come
  --break P             of the bodies are broken JSON (only with --dialect post)
  --change-id P         of the calls change their id on the way
`;

const ranges = {
  ...sizes,
  minutes: { from: 0.1, to: 1_000_000, whole: false },
  seed: { from: 0, to: 2 ** 32 - 1, whole: true },
  speed: { from: 0.01, to: 1_000_000, whole: false },
  percent: { from: 0, to: 100, whole: false },
} as const satisfies Record<string, NumberRange>;

const forms = {
  url: { type: "string" },
  key: { type: "string" },
  dialect: { type: "string", default: "post" },
  "calls-per-hour": { type: "string", default: "150" },
  queues: { type: "string", default: "8" },
  agents: { type: "string", default: "14" },
  minutes: { type: "string" },
  speed: { type: "string", default: "1" },
  seed: { type: "string", default: "1" },
  repeat: { type: "string", default: "0" },
  reorder: { type: "string", default: "0" },
  lose: { type: "string", default: "0" },
  break: { type: "string", default: "0" },
  "change-id": { type: "string", default: "0" },
} as const;

/** @param args what stands behind the command's name */
export function readSimulateOptions(args: readonly string[]): CommandRequest<SimulateOptions> {
  return readCommandLine(args, forms, optionsFrom);
}

function optionsFrom(values: ValuesOf<typeof forms>): SimulateOptions {
  const dialect = dialectFrom(values.dialect);
  const faults = faultsFrom(values);
  if (faults.damage > 0 && dialect === "get")
    throw new OptionProblem("--break needs --dialect post: a GET has no body.");
  return {
    url: webhookUrl(values.url ?? null, values.key ?? null),
    dialect,
    queues: numberIn("--queues", values.queues, ranges.queues),
    agents: numberIn("--agents", values.agents, ranges.agents),
    callsPerHour: numberIn("--calls-per-hour", values["calls-per-hour"], ranges.callsPerHour),
    minutes: values.minutes === undefined ? null : numberIn("--minutes", values.minutes, ranges.minutes),
    seed: numberIn("--seed", values.seed, ranges.seed),
    speed: numberIn("--speed", values.speed, ranges.speed),
    faults,
  };
}

function faultsFrom(values: ValuesOf<typeof forms>): Faults {
  const share = (name: "repeat" | "reorder" | "lose" | "break" | "change-id"): number =>
    numberIn(`--${name}`, values[name], ranges.percent) / 100;
  return {
    repeat: share("repeat"),
    reorder: share("reorder"),
    lose: share("lose"),
    damage: share("break"),
    changeId: share("change-id"),
  };
}

function dialectFrom(text: string): Dialect {
  const dialect = documentedDialects.find((one) => one === text);
  if (dialect === undefined) {
    throw new OptionProblem(`--dialect must be ${documentedDialects.join(" or ")}, not "${text}".`);
  }
  return dialect;
}
