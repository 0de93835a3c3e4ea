import { counted } from "#lib/display/counted.ts";
import { type CommandRequest, OptionProblem, readCommandLine } from "#server/commands/command-line.ts";
import { numberIn } from "#server/commands/number-option.ts";
import type { Fault } from "./fault.ts";

export interface FaultOptions {
  readonly only: readonly Fault[];
  /** null: as many rounds as each fault is worth. */
  readonly times: number | null;
  /** Of the first round; those after it have the numbers that follow. null: any. */
  readonly seed: number | null;
}

export const highestSeed = 2 ** 31 - 1;

export function faultsHelp(faults: readonly Fault[]): string {
  const width = Math.max(...faults.map(({ name }) => name.length));
  const rows = faults.map(
    ({ name, goals, says, rounds }) =>
      `  ${name.padEnd(width)}  ${goals.join(", ")}: ${says} (${counted(rounds, "round")})\n`,
  );
  return `Harms the real server in every way that the goals R-1 to R-13 name (docs/faults.md), and looks whether it loses anything.

  npm run faults [-- options]

  --only NAME,…  some of the faults below
  --times N      so many rounds of each
  --seed N       of the first round; the others follow it. Every seed is printed: --seed N --times 1 does that round again

${rows.join("")}
The exit code is 0 when everything held and every control failed as it must, else 1.
`;
}

const forms = {
  only: { type: "string" },
  times: { type: "string" },
  seed: { type: "string" },
} as const;

/** @param args what stands behind the command's name */
export function readFaultOptions(args: readonly string[], faults: readonly Fault[]): CommandRequest<FaultOptions> {
  return readCommandLine(args, forms, ({ only, times, seed }) => ({
    only: only === undefined ? faults : faultsIn(only, faults),
    times: times === undefined ? null : numberIn("--times", times, { from: 1, to: 1_000_000, whole: true }),
    seed: seed === undefined ? null : numberIn("--seed", seed, { from: 0, to: highestSeed, whole: true }),
  }));
}

function faultsIn(list: string, faults: readonly Fault[]): readonly Fault[] {
  const names = list.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !faults.some((fault) => fault.name === name));
  if (unknown === undefined) return faults.filter(({ name }) => names.includes(name));
  throw new OptionProblem(`--only names some of ${faults.map(({ name }) => name).join(", ")}, not "${unknown}".`);
}
