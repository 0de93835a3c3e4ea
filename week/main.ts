import { counted } from "#lib/display/counted.ts";
import { print, say } from "#server/commands/output.ts";
import { runCommand } from "#server/commands/run-command.ts";
import { liveThrough } from "./live-through.ts";
import { readWeekOptions, type WeekOptions, weekHelp } from "./options.ts";
import { simulateWeek, type WeekResult } from "./simulate-week.ts";

/** Weeks between two words on how far it is. */
const TELL_EVERY = 1_000;
/** Lines of what happened before something was found to be wrong. */
const TOLD_LINES = 30;

async function run(options: WeekOptions): Promise<void> {
  if (options.traced) return trace(options);
  const { seeds, from, threads } = options;
  const begun = performance.now();
  const sums = { weeks: 0, events: 0, entries: 0, calls: 0 };
  const wrong: WeekResult[] = [];
  await liveThrough({ from, count: seeds }, threads, (week) => {
    sums.weeks += 1;
    for (const name of ["events", "entries", "calls"] as const) sums[name] += week.counts[name];
    if (week.wrong.length > 0) {
      wrong.push(week);
      say(accountOf(week));
    }
    if (sums.weeks % TELL_EVERY === 0) say(`${counted(sums.weeks, "week")}, ${wrong.length} wrong`);
  });
  const minutes = (performance.now() - begun) / 60_000;
  const found = wrong.map(({ seed }) => seed).sort((a, b) => a - b);
  await print([
    `${counted(seeds, "week")}, ${wrong.length} wrong${found.length > 0 ? `: seeds ${found.join(", ")}` : ""}\n`,
    `${counted(Math.round(seeds / minutes), "week")} a minute; a week has ${Math.round(sums.calls / seeds)} calls, `,
    `${Math.round(sums.entries / seeds)} entries, ${Math.round(sums.events / seeds)} events\n`,
  ]);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

async function trace({ seeds, from }: WeekOptions): Promise<void> {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { trace: lines, wrong } = await simulateWeek(seed);
    await print([[`Seed ${seed}`, ...lines, ...wrong, ""].join("\n")]);
    if (wrong.length > 0) process.exitCode = 1;
  }
}

/** What went wrong, the last of what happened before, and how to live through it again. */
function accountOf({ seed, wrong, trace: lines }: WeekResult): string {
  const told = [...wrong.slice(0, 10), ...lines.slice(-TOLD_LINES).map((line) => `  ${line}`)];
  return `\nSeed ${seed}: npm run simulate-week -- --seeds 1 --from ${seed} --trace\n${told.join("\n")}`;
}

await runCommand(readWeekOptions(process.argv.slice(2)), { help: weekHelp, run });
