import { availableParallelism } from "node:os";
import { type CommandRequest, readCommandLine } from "#server/commands/command-line.ts";
import { numberIn } from "#server/commands/number-option.ts";

export interface WeekOptions {
  /** How many weeks. */
  readonly seeds: number;
  /** The first of them. */
  readonly from: number;
  /** How many at once. */
  readonly threads: number;
  /** Whether everything that happens is told. */
  readonly traced: boolean;
}

export const weekHelp = `Lives through simulated weeks of a call centre, and looks whether anything is lost.

  npm run simulate-week [-- options]

  --seeds N     how many weeks, one a seed (1000)
  --from N      the first seed (1)
  --threads N   how many at once (${availableParallelism()})
  --trace       tell everything that happens; without it, the end of what happened in a week that went wrong

The same seed is the same week. The exit code is 0 when all was right in all of them, 1 when not.
`;

const ranges = {
  seeds: { from: 1, to: 10_000_000, whole: true },
  from: { from: 0, to: 1_000_000, whole: true },
  threads: { from: 1, to: 1_000, whole: true },
};

const forms = {
  seeds: { type: "string", default: "1000" },
  from: { type: "string", default: "1" },
  threads: { type: "string", default: `${availableParallelism()}` },
  trace: { type: "boolean", default: false },
} as const;

/** @param args what stands behind the command's name */
export function readWeekOptions(args: readonly string[]): CommandRequest<WeekOptions> {
  return readCommandLine(args, forms, ({ seeds, from, threads, trace }) => ({
    seeds: numberIn("--seeds", seeds, ranges.seeds),
    from: numberIn("--from", from, ranges.from),
    threads: numberIn("--threads", threads, ranges.threads),
    traced: trace,
  }));
}
