import { createHash } from "node:crypto";
import { between, chance, pick } from "#lib/simulator/random.ts";
import { checkWorld, ghostsIn, shownIn, untoldIn, wrongPastIn } from "./check-world.ts";
import type { ShownBoard } from "./checks.ts";
import { type Controls, noControls } from "./controls.ts";
import type { Stretch } from "./plan.ts";
import { createReference, type Reference } from "./reference.ts";
import { createWorld, type World } from "./world.ts";

export interface WeekResult {
  readonly seed: number;
  /** Two runs of one seed have the same. */
  readonly hash: string;
  /** What was found to be wrong; none when all was right. */
  readonly wrong: readonly string[];
  readonly trace: readonly string[];
  readonly counts: WeekCounts;
}

export interface WeekCounts {
  readonly events: number;
  readonly entries: number;
  readonly calls: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Lives through the week of a seed. It ends early where something is found to be wrong. */
export async function simulateWeek(seed: number, controls: Controls = noControls): Promise<WeekResult> {
  const world = createWorld(seed, controls);
  const { plan, settings, time, random, trace, ledger, home, wrong } = world;
  const reference = createReference({ settings, fold: controls.fold(), startAt: plan.startAt });
  let shown: ShownBoard | null = null;
  for (const stretch of plan.stretches) {
    if (wrong.length > 0) break;
    await passNight(world, stretch.at);
    await passStretch(world, stretch);
    await checkWorld(world, reference);
    if (chance(random, 0.4)) shown = shownIn(world);
  }
  if (wrong.length === 0) await endWeek(world, reference);
  if (wrong.length === 0 && shown !== null) wrong.push(...(await wrongPastIn(world, shown)));
  const counts = { events: time.events(), entries: home.entries.length, calls: ledger.truths.length };
  return { seed, hash: hashOf(world), wrong, trace: trace.lines(), counts };
}

/** Of what was told, what is in the journal, and when everything happened. */
function hashOf({ time, trace, home, ledger }: World): string {
  const hash = createHash("sha256").update(trace.lines().join("\n"));
  for (const { entry } of home.entries) hash.update(`${entry.at} ${JSON.stringify(entry.delivery ?? entry.act)}`);
  for (const { answer } of ledger.posted) hash.update(JSON.stringify(answer));
  return hash.update(`${time.digest()}`).digest("hex").slice(0, 16);
}

/** Nothing goes on until then but time, and now and then a mishap. */
async function passNight({ time, random, machines, mishaps, plan }: World, until: number): Promise<void> {
  const length = until - time.now();
  if (chance(random, 0.3)) time.after(random() * length, () => pick(random, mishaps.nightly)?.());
  // Several servers look at their database every second: nights of that would take longer than all the rest.
  const isAsleep = plan.servers > 1 || chance(random, 0.4);
  if (isAsleep) for (const machine of machines) machine.sleep();
  await time.runUntil(until - 20 * SECOND);
  for (const machine of machines) machine.wake();
  for (const machine of machines) machine.start();
  await time.runUntil(until);
}

async function passStretch(world: World, stretch: Stretch): Promise<void> {
  const { time, random, mishaps } = world;
  fill(world, stretch);
  await time.runUntil(stretch.at + stretch.minutes * MINUTE);
  heal(world);
  await time.runUntil(time.now() + 15 * SECOND);
  if (chance(random, 0.2)) pick(random, mishaps.brief)?.();
  await time.runUntil(time.now() + 10 * SECOND);
  heal(world);
  // Who was set back finds out within a minute what was due.
  await time.runUntil(time.now() + 40 * SECOND);
}

/** Calls, screens, people and mishaps, at random moments of the stretch. */
function fill({ time, random, office, screens, people, mishaps }: World, stretch: Stretch): void {
  const length = stretch.minutes * MINUTE;
  const sometimes = (most: number, run: () => void): void => {
    for (let left = Math.floor(random() * (most + 1)); left > 0; left -= 1) time.after(random() * length, run);
  };
  office.open(stretch);
  // One hangs on the wall all the time, others come and go.
  screens.open(length);
  sometimes(2, () => screens.open(between(random, 10 * SECOND, 2 * MINUTE)));
  // Those are there when all is looked at.
  time.after(length - 30 * SECOND, () => screens.open(2 * MINUTE));
  time.after(length + 5 * SECOND, () => screens.open(90 * SECOND));
  sometimes(4, () => pick(random, mishaps.daily)?.());
  sometimes(4, () => {
    const screen = pick(random, screens.all());
    if (screen !== null) people.deal(screen);
  });
  sometimes(2, () => people.settle());
}

function heal({ wounds, machines, screens }: World): void {
  wounds.heal();
  for (const { link } of screens.all()) link.become("open");
  for (const machine of machines) machine.start();
}

/** ms; calls live for four and a half hours at most, and a clock that was set back goes at nine tenths of its pace. */
const LONGEST_LIFE = 6 * 60 * MINUTE;

/** Until every call that was not told of to its end has reached its limit. */
async function endWeek(world: World, reference: Reference): Promise<void> {
  const { plan, time, wrong } = world;
  await passNight(world, Math.max(plan.endAt, time.now() + LONGEST_LIFE));
  heal(world);
  // Who has slept finds out within a minute what was due.
  await time.runUntil(time.now() + 65 * SECOND);
  await checkWorld(world, reference);
  wrong.push(...ghostsIn(world, reference));
  if (plan.honesty === "true") wrong.push(...(await untoldIn(world, reference)));
}
