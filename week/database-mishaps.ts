import { between, chance } from "#lib/simulator/random.ts";
import type { Database } from "./database.ts";
import type { DatabaseCondition } from "./database-way.ts";
import type { Mishap, Stage } from "./mishap.ts";

/** A server must have lost sight of the journal for longer than its screens pass for live. */
const PARTED_FOR = 3;

/** What befalls the database that several servers share, and what leads to it. */
export function databaseMishaps(
  stage: Stage,
  database: Database,
  machines: readonly { readonly name: string }[],
): readonly Mishap[] {
  const { random, trace, wounds, awhile } = stage;

  function become(condition: DatabaseCondition): void {
    trace.note(`the database is ${condition}`);
    database.become(condition);
    wounds.until(awhile(), () => {
      trace.note("the database is well");
      database.become("well");
    });
  }

  function part(): void {
    const parted = machines.filter(() => chance(random, 0.5)).map(({ name }) => `${name}.`);
    trace.note(`nothing passes between the database and ${parted.join(" ")}`);
    database.partFrom((life) => parted.some((name) => life.name.startsWith(name)));
    wounds.until(PARTED_FOR * awhile(), () => database.partFrom(null));
  }

  return [
    () => become("slow"),
    () => become("down"),
    () => become("losing"),
    () => become("losing"),
    part,
    part,
    () => database.cutLines(),
    () => database.cutLines(),
    () => database.setClock(Math.round(between(random, -5_000, 5_000))),
  ];
}
