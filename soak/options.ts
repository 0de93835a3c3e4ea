import { type CommandRequest, OptionProblem, readCommandLine } from "#server/commands/command-line.ts";
import { numberIn } from "#server/commands/number-option.ts";

export interface SoakOptions {
  /** By deliveries, at twenty times the real rate. */
  readonly hours: number;
  readonly times: number;
  /** How many times as fast as the machine's the office's clock goes, and the server's with it. */
  readonly clock: number;
  /** Minutes of a day, by the office's clock. */
  readonly day: number;
  readonly leak: "page" | "server" | null;
}

export const soakHelp = `Lets the wall run for hours in a real Chromium, and looks whether anything grows.

  npm run soak [-- options]

  --hours N    how long (8): until as many deliveries came as do in so many hours at twenty times the rate of an office
  --rate N     how many times as many calls as an office has (20)
  --clock N    how many times as fast as the machine's clock the office's and the server's go (1)
  --day N      minutes of a day: at its end everybody hangs up, midnight and four o'clock pass, and what is left is weighed (5)
  --leak WHAT  page or server: something is kept there for ever, and has to be found

Meanwhile connections are cut, messages lost, the network falls silent, the server is killed and deployed anew, and the
wall reloads itself. The exit code is 0 when all is flat, else 1: also when the hours were too few to tell.
`;

const forms = {
  hours: { type: "string", default: "8" },
  rate: { type: "string", default: "20" },
  clock: { type: "string", default: "1" },
  day: { type: "string", default: "5" },
  leak: { type: "string" },
} as const;

/** @param args what stands behind the command's name */
export function readSoakOptions(args: readonly string[]): CommandRequest<SoakOptions> {
  return readCommandLine(args, forms, ({ hours, rate, clock, day, leak }) => ({
    hours: numberIn("--hours", hours, { from: 0.01, to: 10_000, whole: false }),
    times: numberIn("--rate", rate, { from: 0.1, to: 100, whole: false }),
    clock: numberIn("--clock", clock, { from: 1, to: 60, whole: false }),
    day: numberIn("--day", day, { from: 0.5, to: 600, whole: false }),
    leak: leak === undefined ? null : placeOf(leak),
  }));
}

function placeOf(leak: string): "page" | "server" {
  if (leak === "page" || leak === "server") return leak;
  throw new OptionProblem(`--leak is page or server, not "${leak}".`);
}
