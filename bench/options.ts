import { type CommandRequest, OptionProblem, readCommandLine } from "#server/commands/command-line.ts";
import { numberIn } from "#server/commands/number-option.ts";
import { type Goal, goalNames, goals } from "./goals.ts";

export interface BenchOptions {
  readonly only: readonly Goal[];
  readonly rounds: number;
  readonly quick: boolean;
  readonly json: boolean;
}

export const benchHelp = `Measures Ringside against floors taken in the same run.

  npm run bench [-- options]

  --only P-1,P-4   some of these, and not all:
${goalNames.map((goal) => `                     ${goal.padEnd(6)}${goals[goal]}`).join("\n")}
  --rounds N       5 or more (5)
  --quick          a quarter of the load: sooner, and less certain
  --json           everything measured, as JSON

All of it takes some 20 minutes on a quiet machine. What could not be judged there and then is measured once more.
The exit code is 0 when every goal that was measured is met, 1 when one was missed or could not be judged.
`;

/** With fewer there is no median worth the name. */
const roundsRange = { from: 5, to: 100, whole: true };

const forms = {
  only: { type: "string", default: goalNames.join(",") },
  rounds: { type: "string", default: "5" },
  quick: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

/** @param args what stands behind the command's name */
export function readBenchOptions(args: readonly string[]): CommandRequest<BenchOptions> {
  return readCommandLine(args, forms, ({ only, rounds, quick, json }) => ({
    only: goalsIn(only),
    rounds: numberIn("--rounds", rounds, roundsRange),
    quick,
    json,
  }));
}

function goalsIn(list: string): readonly Goal[] {
  const names = list.split(",").map((name) => name.trim().toUpperCase());
  const unknown = names.find((name) => !goalNames.some((goal) => goal === name));
  if (unknown === undefined) return goalNames.filter((goal) => names.includes(goal));
  throw new OptionProblem(`--only names some of ${goalNames.join(", ")}, not "${unknown}".`);
}
