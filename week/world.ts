import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import { between, pick, type Random, seededRandom } from "#lib/simulator/random.ts";
import { createLogger, type Logger } from "#server/log.ts";
import type { Controls } from "./controls.ts";
import { createDatabase } from "./database.ts";
import { databaseMishaps } from "./database-mishaps.ts";
import { createDisk } from "./disk.ts";
import { diskMishaps, failHistory } from "./disk-mishaps.ts";
import type { Home } from "./home.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { createMachine, type Machine } from "./machine.ts";
import { clockMishap, machineMishaps, nightMishaps } from "./machine-mishaps.ts";
import type { Mishap, Stage } from "./mishap.ts";
import { createNaiveDatabase } from "./naive-database.ts";
import { networkMishaps } from "./network-mishaps.ts";
import { createOffice, type Office } from "./office.ts";
import { createPeople, type People } from "./people.ts";
import { planWeek, type WeekPlan } from "./plan.ts";
import { createScreens, type Screens } from "./screens.ts";
import { createSender } from "./sender.ts";
import type { ServerProcess } from "./server-process.ts";
import { createSimulatedTime, type SimulatedTime } from "./simulated-time.ts";
import { createTrace, type Trace } from "./trace.ts";
import { createWounds, type Wounds } from "./wounds.ts";

/** Everything there is in one simulated week. */
export interface World {
  readonly plan: WeekPlan;
  readonly settings: BoardSettings;
  readonly log: Logger;
  readonly time: SimulatedTime;
  readonly trace: Trace;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly home: Home;
  readonly machines: readonly Machine[];
  readonly screens: Screens;
  readonly office: Office;
  readonly people: People;
  readonly wounds: Wounds;
  readonly mishaps: WorldMishaps;
  /** What was found to be wrong. */
  readonly wrong: string[];
}

/** What may go wrong. */
export interface WorldMishaps {
  /** While something goes on. */
  readonly daily: readonly Mishap[];
  /** Those of which nothing is left as soon as they are healed. */
  readonly brief: readonly Mishap[];
  /** While nothing does. */
  readonly nightly: readonly Mishap[];
}

const log = createLogger("silent");
/** Rows of draws of one seed: what happens in one place must not change what happens in another. */
const ROWS = 4_096;

export function createWorld(seed: number, controls: Controls): World {
  const rows = Array.from({ length: 20 }, (_, number) => seededRandom(seed * ROWS + number));
  const row = (): Random => rows.pop() ?? seededRandom(seed);
  const plan = planWeek(row(), controls.servers);
  const time = createSimulatedTime(plan.startAt);
  const trace = createTrace(time.now);
  const random = row();
  const settings = { ...defaultSettings, timeZone: plan.timeZone };
  const ledger = createLedger();
  const wrong: string[] = [];
  const wounds = createWounds(time);
  const isTrue = plan.honesty === "true";
  const awhile = () => howLong(random, isTrue);
  const stage: Stage = { time, random, trace, wounds, awhile };

  const screens = createScreens({
    ...{ time, ledger, wrong, place, distort: controls.distort },
    randomOf: (number) => seededRandom(seed * ROWS + 1_000 + number),
  });
  const { home, machines, homeMishaps } = settle(plan, {
    ...{ stage, controls, row },
    machine: (name, journal) =>
      createMachine({
        ...{ name, time, trace, settings, fold: controls.fold, log, home: journal },
        failed: (cause) => wrong.push(`a server threw ${cause instanceof Error ? cause.stack : String(cause)}`),
        onGone: screens.serverGone,
      }),
  });

  /** As a load balancer does: to any that welcomes. */
  function place(): ServerProcess | null {
    return pick(
      random,
      machines.map(({ server }) => server()).filter((one) => one?.welcomes() === true),
    );
  }

  const sender = createSender({
    ...{ time, random: row(), ledger, place, manner: isTrue ? "until-taken" : "once" },
  });
  const office = createOffice({ time, random: row(), plan, sender, ledger });
  const people = createPeople({ ...{ time, random: row(), honesty: plan.honesty, ledger, place }, ...office });
  const links = () => screens.all().map(({ link }) => link);
  const setClock = clockMishap(
    stage,
    machines,
    isTrue ? { back: 20_000, forth: 0 } : { back: 2 * HOUR, forth: 2 * HOUR },
  );
  const brief = [
    ...machineMishaps(stage, machines),
    ...homeMishaps.daily,
    ...networkMishaps(stage, { sender, links, losing: !isTrue }),
  ];
  for (const machine of machines) machine.start();
  return {
    ...{ plan, settings, log, time, trace, random, ledger, home, machines, screens, office, people, wounds, wrong },
    mishaps: {
      brief,
      daily: [...brief, setClock, setClock],
      nightly: [...nightMishaps(stage, machines), ...homeMishaps.nightly],
    },
  };
}

const HOUR = 3_600_000;

/** ms; never so long that a call would mean something else by then, where it must be known what it was. */
function howLong(random: Random, isBrief: boolean): number {
  const draw = random();
  if (isBrief || draw < 0.6) return between(random, 150, 8_000);
  return draw < 0.9 ? between(random, 5_000, 40_000) : between(random, 40_000, 150_000);
}

/** A disk for one server, a database for several, and what may befall it. */
function settle(
  plan: WeekPlan,
  parts: {
    readonly stage: Stage;
    readonly controls: Controls;
    row(): Random;
    machine(name: string, home: Home): Machine;
  },
): {
  readonly home: Home;
  readonly machines: readonly Machine[];
  readonly homeMishaps: Pick<WorldMishaps, "daily" | "nightly">;
} {
  const { stage, controls, row, machine } = parts;
  if (plan.servers === 1) {
    const disk = createDisk({ random: row(), careless: controls.careless });
    const only = machine("a", disk);
    const nightly = [() => failHistory(stage, disk)];
    return { home: disk, machines: [only], homeMishaps: { daily: diskMishaps(stage, disk, only), nightly } };
  }
  const names = ["a", "b", "c"].slice(0, plan.servers);
  if (controls.naive) {
    const naive = createNaiveDatabase(stage.time, row());
    const homeMishaps = { daily: [], nightly: [] };
    return { home: naive, machines: names.map((name) => machine(name, naive)), homeMishaps };
  }
  const database = createDatabase({ time: stage.time, random: row(), log });
  const machines = names.map((name) => machine(name, database));
  const homeMishaps = { daily: databaseMishaps(stage, database, machines), nightly: [] };
  return { home: database, machines, homeMishaps };
}
