import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Fault, Outcome } from "../fault.ts";
import { withScratchFolder } from "../ground/data-folder.ts";
import { type TimedTelling, timedTellings } from "../ground/tellings.ts";
import { type OwnServer, type Restart, restart, startOwnServer } from "./own-server.ts";

/** Of one round. */
const ENTRIES = 100;

export const restartsFault: Fault = {
  name: "restarts",
  goals: ["R-3"],
  says: `a restart after each of ${ENTRIES} entries, over a midnight: stopped, crashed, with an older checkpoint and without any; board and calls stay those of a server that was never restarted`,
  rounds: 10,
  once: (seed) => restartAfterEach(seed, ENTRIES),
  control: null,
};

/** In the usual environment's time zone. */
const midnight = Date.UTC(2026, 2, 2, 23);
/** Entries come some 8 s after each other, so that much falls due between them. */
const CALLS_PER_HOUR = 90;
const MEAN_GAP_MS = 8_000;

/** In turn: so there is a tail of one, two and three entries behind a checkpoint. */
const ways: readonly Restart[] = ["stopped", "crashed", "crashed", "crashed", "without checkpoint"];

/** What can be asked of a server that should be the same everywhere. */
const questions = ["/api/board", "/api/calls?limit=1000", "/api/floor", "/api/deliveries?verdict=refused"];

export function restartAfterEach(seed: number, entries: number): Promise<Outcome> {
  return withScratchFolder(async (folder) => {
    const startAt = midnight - (entries / 2) * MEAN_GAP_MS;
    const time = { now: startAt };
    const clock = { now: () => time.now };
    const steady = await startOwnServer(join(folder, "steady"), clock);
    let server = await startOwnServer(join(folder, "0"), clock);
    const source = timedTellings(seed, { startAt, callsPerHour: CALLS_PER_HOUR });
    let broken: string[] = [];
    for (let count = 1; count <= entries && broken.length === 0; count += 1) {
      time.now = await tell(source.next().value, [steady, server], time);
      const how = ways[(seed + count) % ways.length] ?? "crashed";
      const next = join(folder, `${count}`);
      mkdirSync(next);
      server = await restart(server, how, next, clock);
      rmSync(join(folder, `${count - 1}`), { recursive: true });
      broken = (await differences(steady, server)).map((what) => `After entry ${count}, ${how}: ${what}`);
    }
    await Promise.all([steady.stop(), server.stop()]);
    return { broken, counts: { restarts: entries } };
  });
}

/** Says it to both at its time. */
async function tell(
  { at, telling }: TimedTelling,
  servers: readonly OwnServer[],
  time: { now: number },
): Promise<number> {
  time.now = Math.max(time.now, at);
  for (const server of servers) await server.send(telling);
  return time.now;
}

async function differences(one: OwnServer, other: OwnServer): Promise<string[]> {
  const found: string[] = [];
  for (const question of questions) {
    const [expected, told] = [await one.ask(question), await other.ask(question)];
    if (!isDeepStrictEqual(told, expected)) found.push(`${question} answers otherwise.`);
  }
  return found;
}
