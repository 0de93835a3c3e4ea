import { print, say } from "#server/commands/output.ts";
import { runCommand } from "#server/commands/run-command.ts";
import type { DayPlan, Incident } from "./live-day.ts";
import { readSoakOptions, type SoakOptions, soakHelp } from "./options.ts";
import { dawnText, reportText } from "./report-text.ts";
import { isGood, runSoak } from "./run-soak.ts";

/** Days between two deploys, and between a deploy and the next kill and nightly reload: stretches that are long enough to tell. */
const era = 24;

/** What happens every day, and what in the first days of an era. */
const everyDay: readonly { readonly at: number; readonly is: Incident }[] = [
  { at: 0.25, is: "cut" },
  { at: 0.5, is: "gap" },
  { at: 0.75, is: "silence" },
];

function* daysFor({ hours, day }: SoakOptions): Generator<Omit<DayPlan, "rate">> {
  const begun = performance.now();
  for (let number = 0; performance.now() - begun < hours * 3_600_000; number += 1) {
    const ofEra = number % (2 * era);
    const deploy = ofEra === 0 ? [{ at: 0.1, is: "deploy" as const }] : [];
    const kill = ofEra === era ? [{ at: 0.1, is: "kill" as const }] : [];
    yield { minutes: day, incidents: [...deploy, ...kill, ...everyDay], renews: ofEra === era };
  }
}

async function run(options: SoakOptions): Promise<void> {
  const { times, leak } = options;
  const report = await runSoak({
    times,
    rate: 1,
    days: daysFor(options),
    settling: 6,
    hasty: false,
    lean: false,
    leak: leak === null ? null : { in: [leak], from: 1 },
    onDawn: (dawn, number) => say(dawnText(dawn, number)),
  });
  await print([reportText(report)]);
  process.exitCode = isGood(report) ? 0 : 1;
}

await runCommand(readSoakOptions(process.argv.slice(2)), { help: soakHelp, run });
