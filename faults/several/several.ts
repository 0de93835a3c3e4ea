import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Board } from "#lib/board/board.ts";
import { between, pick, type Random, seededRandom } from "#lib/simulator/random.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { createPostgresReader } from "#server/journal/postgres-reader.ts";
import { createLogger } from "#server/log.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import { type PostgresUnderTest, startPostgres } from "#server/postgres/postgres-under-test.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withDataFolder } from "../ground/data-folder.ts";
import { examineEntries } from "../ground/examine-journal.ts";
import { differsFromFold } from "../ground/fold-journal.ts";
import { type Kept, type Load, startLoad } from "../ground/load.ts";
import { type ServerPlan, type ServerProcess, startServer } from "../ground/server-process.ts";
import { tellings } from "../ground/tellings.ts";
import { doHarm, type Harm, harms } from "./harm.ts";

/** Of one round on demand. */
const HARMS = 6;
const SERVERS = 2;
const CONNECTIONS = 8;

export const severalFault: Fault = {
  name: "several",
  goals: ["R-7"],
  says: `${SERVERS} servers on one PostgreSQL under load, ${HARMS} times harmed: nothing missed, nothing twice, one board`,
  rounds: 20,
  once: (seed) => harmSeveral(seed, { harms, count: HARMS }),
  control: {
    says: "servers that answer before the database has committed",
    finds: /acknowledged \d+ are lost/,
    once: (seed) => harmSeveral(seed, { harms: ["kill a server"], count: 3, program: hastyProgram }),
  },
};

export const listeningFault: Fault = {
  name: "listening",
  goals: ["R-7"],
  says: `the connections on which ${SERVERS} servers hear of new entries are cut 100 times under load: nothing missed, nothing twice, one board`,
  rounds: 1,
  once: (seed) => harmSeveral(seed, { harms: ["cut the lines that listen"], count: 100 }),
  control: null,
};

const hastyProgram = join(import.meta.dirname, "../servers/hasty-shared-main.child.ts");

export interface Course {
  /** Of which each is one. */
  readonly harms: readonly Harm[];
  readonly count: number;
  /** The server's, where it is another than the real one; absolute. */
  readonly program?: string;
}

interface Ground {
  readonly postgres: PostgresUnderTest;
  readonly database: Postgres;
  readonly plan: (nr: number) => ServerPlan;
}

export async function harmSeveral(seed: number, course: Course): Promise<Outcome> {
  return withDataFolder(async (folder) => {
    const postgres = await startPostgres();
    const databaseUrl = await postgres.createDatabase(`several_${seed}`);
    const database = createPostgres(databaseUrl, createLogger("silent"));
    const plan = (nr: number): ServerPlan => ({
      folder: join(folder, `${nr}`),
      environment: { DATABASE_URL: databaseUrl },
      ...(course.program === undefined ? {} : { program: course.program }),
    });
    try {
      return await harmAgainAndAgain(seed, course, { postgres, database, plan });
    } finally {
      await database.close();
      await postgres.remove();
    }
  });
}

interface Running {
  readonly server: ServerProcess;
  readonly url: string;
  readonly load: Load;
}

async function harmAgainAndAgain(seed: number, course: Course, ground: Ground): Promise<Outcome> {
  const { postgres, database, plan } = ground;
  const random = seededRandom(seed);
  const source = tellings(seed);
  const kept: Kept[] = [];
  const run = async (nr: number): Promise<Running> => {
    const server = startServer(plan(nr));
    const url = await server.serving;
    return { server, url, load: startLoad(url, source, CONNECTIONS) };
  };
  const running = await Promise.all(Array.from({ length: SERVERS }, (_, nr) => run(nr)));
  let harmed = 0;
  let cut = 0;
  try {
    while (harmed < course.count) {
      await untilBusy(running, random);
      const nr = Math.floor(between(random, 0, SERVERS));
      const victim = running[nr];
      if (victim === undefined) continue;
      const harm = pick(random, course.harms) ?? "kill a server";
      const done = await doHarm(harm, { postgres, queries: database, victim: victim.server });
      harmed += 1;
      cut += done.cut;
      if (!done.ended) continue;
      kept.push(...(await victim.load.stop()).kept);
      running[nr] = await run(nr);
    }
    for (const { load } of running) kept.push(...(await load.stop()).kept);
    return await examine({ database, running, kept, harms: { harms: harmed, cut } });
  } finally {
    for (const { server } of running) server.kill("SIGKILL");
    await Promise.all(running.map(({ server }) => server.ended));
  }
}

async function untilBusy(running: readonly Running[], random: Random): Promise<void> {
  await Promise.all(running.map(({ load }) => load.kept(Math.round(between(random, 1, 150)))));
  await pause(between(random, 0, 50));
}

async function examine(parts: {
  readonly database: Postgres;
  readonly running: readonly Running[];
  readonly kept: readonly Kept[];
  readonly harms: Outcome["counts"];
}): Promise<Outcome> {
  const { database, running, kept } = parts;
  const entries = await createPostgresReader(database).read(0, 1_000_000);
  const boards = await Promise.all(running.map(({ url }) => boardWith(url, entries)));
  return {
    broken: [...examineEntries(entries, kept), ...boards.flatMap((board) => differsFromFold(board, entries))],
    counts: { ...parts.harms, acknowledged: kept.length, entries: entries.length },
  };
}

/** ms in which a server must have seen what is in the journal. */
const PATIENCE_MS = 10_000;

async function boardWith(url: string, entries: readonly KeptEntry[]): Promise<Board> {
  const last = entries.at(-1)?.seq ?? 0;
  for (const until = performance.now() + PATIENCE_MS; ; ) {
    const board: Board = await (await fetch(`${url}/api/board`)).json();
    if (board.rev >= last || performance.now() > until) return board;
    await pause(50);
  }
}
