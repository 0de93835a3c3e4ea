import { print, say } from "#server/commands/output.ts";
import { runCommand } from "#server/commands/run-command.ts";
import { SetupError } from "../scripts/setup/setup-error.mjs";
import { measureBoardCost } from "./board-cost.ts";
import type { Comparison, Finding } from "./comparison.ts";
import { measureDeltaSize } from "./delta-size.ts";
import { measureFanOut } from "./fan-out.ts";
import type { Goal } from "./goals.ts";
import { measureIngest } from "./ingest.ts";
import { type Judged, judge } from "./judge.ts";
import { describeMachine, machineLine } from "./machine.ts";
import { type BenchOptions, benchHelp, readBenchOptions } from "./options.ts";
import { watchOthers } from "./others.ts";
import { measureOverload } from "./overload.ts";
import { measurePainted } from "./painted.ts";
import { measurePush } from "./push.ts";
import type { Plan } from "./rounds.ts";
import { isUndecided, withSecondTry } from "./second-try.ts";
import { measureSharedIngest } from "./shared-ingest.ts";
import { measureStart } from "./start.ts";
import { tableOf } from "./table.ts";
import { measureTiles } from "./tiles.ts";
import { measureWeight } from "./weight.ts";

const benchmarks: Readonly<Record<Goal, (plan: Plan) => Promise<Finding>>> = {
  "P-1": measureIngest,
  "P-2": measurePush,
  "P-3": measurePainted,
  "P-4": measureBoardCost,
  "P-5": measureFanOut,
  "P-6": measureDeltaSize,
  "P-7": measureTiles,
  "P-8": measureWeight,
  "P-9": measureStart,
  "P-10": measureOverload,
  "R-7": measureSharedIngest,
};

const quickLoad = 0.25;

type Row = Comparison & Judged;

interface Measured {
  readonly rows: readonly Row[];
  readonly told: readonly string[];
}

/**
 * `broke down`: as where the machine is so busy that answers are long in coming. `cannot be`: the machine lacks what it
 * needs. The other goals go on.
 */
async function attempt(
  goal: Goal,
  size: Pick<Plan, "rounds" | "load">,
): Promise<Measured | "broke down" | "cannot be"> {
  try {
    return await measure(goal, size);
  } catch (cause) {
    say(`${goal}: ${cause instanceof Error ? cause.message : String(cause)}`);
    return cause instanceof SetupError ? "cannot be" : "broke down";
  }
}

async function measure(goal: Goal, size: Pick<Plan, "rounds" | "load">): Promise<Measured> {
  const others = watchOthers();
  const { comparisons, notes } = await benchmarks[goal]({ ...size, say, look: others.look });
  return { rows: comparisons.map((one) => ({ ...one, ...judge(one, others.share()) })), told: notes };
}

/** null: it broke down twice, or cannot be measured on this machine. */
async function measureOrAgain(goal: Goal, size: Pick<Plan, "rounds" | "load">): Promise<Measured | null> {
  const first = await attempt(goal, size);
  if (first === "cannot be") return null;
  if (first !== "broke down" && !first.rows.some(isUndecided)) return first;
  say(`${goal}: not all of it could be judged; once more`);
  const second = await attempt(goal, size);
  if (typeof second === "string") return first === "broke down" ? null : first;
  if (first === "broke down") return second;
  return { ...second, rows: withSecondTry(first.rows, second.rows) };
}

async function run({ only, rounds, quick, json }: BenchOptions): Promise<void> {
  const machine = describeMachine();
  say(machineLine(machine));
  const judged: Row[] = [];
  const notes: string[] = [];
  let isWhole = true;
  const start = performance.now();
  const load = quick ? quickLoad : 1;
  for (const goal of only) {
    const since = performance.now();
    const found = await measureOrAgain(goal, { rounds, load });
    judged.push(...(found?.rows ?? []));
    notes.push(...(found?.told ?? [`${goal} could not be measured.`]));
    isWhole &&= found !== null;
    say(`${goal}: ${Math.round((performance.now() - since) / 1000)} s`);
  }
  notes.push(`It took ${Math.ceil((performance.now() - start) / 60_000)} min.`);
  const answer = json
    ? `${JSON.stringify({ machine, judged, notes }, null, 2)}\n`
    : `${machineLine(machine)}\n\n${tableOf(judged, notes)}`;
  await print([answer]);
  const isGood = isWhole && judged.every(({ verdict }) => verdict.is === "met" || verdict.is === "told");
  process.exitCode = isGood ? 0 : 1;
}

await runCommand(readBenchOptions(process.argv.slice(2)), { help: benchHelp, run });
