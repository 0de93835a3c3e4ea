import { print, say } from "#server/commands/output.ts";
import { runCommand } from "#server/commands/run-command.ts";
import { readWeekOptions, type WeekOptions, weekHelp } from "./options.ts";
import { simulateWeek, type WeekResult } from "./simulate-week.ts";

/** Weeks between two words on how far it is. */
const TELL_EVERY = 1_000;
/** Lines of what happened before something was found to be wrong. */
const TOLD_LINES = 30;

async function run({ seeds, from, traced }: WeekOptions): Promise<void> {
  const begun = performance.now();
  const sums = { events: 0, entries: 0, calls: 0 };
  const wrong: number[] = [];
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { counts, ...result } = await simulateWeek(seed);
    for (const name of ["events", "entries", "calls"] as const) sums[name] += counts[name];
    if (traced) await print([`${result.trace.join("\n")}\n`]);
    if (result.wrong.length > 0) {
      wrong.push(seed);
      await print([accountOf(result)]);
    }
    if ((seed - from + 1) % TELL_EVERY === 0) say(`${seed - from + 1} weeks, ${wrong.length} wrong`);
  }
  const minutes = (performance.now() - begun) / 60_000;
  await print([
    `${seeds} weeks, ${wrong.length} wrong${wrong.length > 0 ? `: seeds ${wrong.join(", ")}` : ""}\n`,
    `${Math.round(seeds / minutes)} weeks a minute; in one ${Math.round(sums.calls / seeds)} calls, `,
    `${Math.round(sums.entries / seeds)} entries, ${Math.round(sums.events / seeds)} events\n`,
  ]);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

/** What went wrong, the last of what happened before, and how to live through it again. */
function accountOf({ seed, wrong, trace }: Pick<WeekResult, "seed" | "wrong" | "trace">): string {
  const lines = [...wrong.slice(0, 10), ...trace.slice(-TOLD_LINES).map((line) => `  ${line}`)];
  return `\nSeed ${seed}: npm run simulate-week -- --seeds 1 --from ${seed} --trace\n${lines.join("\n")}\n`;
}

await runCommand(readWeekOptions(process.argv.slice(2)), { help: weekHelp, run });
