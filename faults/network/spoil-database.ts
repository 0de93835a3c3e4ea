import { setTimeout as pause } from "node:timers/promises";
import type { Board } from "#lib/board/board.ts";
import { between, type Random, seededRandom } from "#lib/simulator/random.ts";
import { createPostgresReader, type PostgresReader } from "#server/journal/postgres-reader.ts";
import { createLogger } from "#server/log.ts";
import { createPostgres } from "#server/postgres/postgres.ts";
import type { Outcome } from "../fault.ts";
import { examineEntries } from "../ground/examine-journal.ts";
import { differsFromFold } from "../ground/fold-journal.ts";
import { type Load, startLoad } from "../ground/load.ts";
import { tellings } from "../ground/tellings.ts";
import { watchHonesty } from "./honesty.ts";
import { type LiveScreen, openLiveScreen } from "./live-screen.ts";
import { createNetwork, type Network } from "./network.ts";
import type { NetworkFault } from "./network-fault.ts";
import { type TrialServer, withTrialServer } from "./trial-server.ts";

/** What befalls one server's network, one after the other. */
export type StrikesOf = (random: Random) => readonly Strike[];

export interface Strike {
  readonly fault: NetworkFault;
  /** ms */
  readonly length: number;
}

/** One server, and what leads from it to the database. */
interface Side {
  readonly name: string;
  readonly server: TrialServer;
  readonly network: Network;
  readonly load: Load;
  readonly screen: LiveScreen;
  readonly random: Random;
}

/** Connections of the load at each server. */
const CONNECTIONS = 2;

const PATIENCE = 60_000;

/** ms in which a server that hears nothing of the journal must have found out. */
const FINDS_OUT = 5_500;

/** @param url of an empty database on this machine */
export async function spoilDatabase(url: string, seed: number, strikesOf: StrikesOf): Promise<Outcome> {
  const database = createPostgres(url, createLogger("silent"));
  const source = tellings(seed);
  const withSide = (name: string, own: number, work: (side: Side) => Promise<Outcome>) =>
    withServerBehind(url, async (server, network) => {
      const random = seededRandom(own);
      const load = startLoad(server.url, source, CONNECTIONS);
      const screen = openLiveScreen({ url: server.url, random });
      try {
        return await work({ name, server, network, load, screen, random });
      } finally {
        network.heal();
        screen.close();
        await load.stop();
      }
    });
  try {
    return await withSide("One server", seed * 2, (one) =>
      withSide("The other server", seed * 2 + 1, (other) =>
        spoilBoth([one, other], createPostgresReader(database), strikesOf),
      ),
    );
  } finally {
    await database.close();
  }
}

async function withServerBehind(
  databaseUrl: string,
  work: (server: TrialServer, network: Network) => Promise<Outcome>,
): Promise<Outcome> {
  const url = new URL(databaseUrl);
  const network = await createNetwork(Number(url.port));
  url.port = `${network.port}`;
  try {
    return await withTrialServer((server) => work(server, network), { DATABASE_URL: url.href });
  } finally {
    await network.close();
  }
}

async function spoilBoth(sides: readonly Side[], journal: PostgresReader, strikesOf: StrikesOf) {
  const head = watchHead(journal);
  const honesty = watchHonesty(
    head.seq,
    sides.map(({ name, screen }) => ({ name: `${name}'s screen`, screen })),
  );
  try {
    const findings = (await Promise.all(sides.map((side) => spoil(side, journal, strikesOf(side.random))))).flat();
    const reports = await Promise.all(sides.map(({ load }) => load.stop()));
    const kept = reports.flatMap((report) => report.kept);
    const entries = await journal.read(0, 1_000_000);
    const boards = await Promise.all(sides.map(({ server }) => boardAt(server, entries.length)));
    const broken = [
      ...findings,
      ...examineEntries(entries, kept),
      ...boards.flatMap((board) => differsFromFold(board, entries)),
      ...honesty.stop(),
    ];
    const refused = reports.reduce((sum, report) => sum + report.refused.length, 0);
    return { broken, counts: { acknowledged: kept.length, refused } };
  } finally {
    honesty.stop();
    await head.stop();
  }
}

async function spoil(side: Side, journal: PostgresReader, strikes: readonly Strike[]) {
  const { name, server, network, random } = side;
  const broken: string[] = [];
  for (const { fault, length } of strikes) {
    await pause(between(random, 200, 1_500));
    network.become(fault);
    await pause(length);
    if (isCutOff(fault) && length > FINDS_OUT && (await server.health()).status === "ok") {
      broken.push(`${name} takes itself for well after ${Math.round(length)} ms of ${fault.is}.`);
    }
    network.heal();
    if (!(await isBack(server, await journal.head()))) {
      broken.push(`${name} did not come back after ${JSON.stringify(fault)}.`);
    }
  }
  return broken;
}

const isCutOff = ({ is }: NetworkFault) => is === "black-hole" || is === "down";

async function isBack(server: TrialServer, due: number): Promise<boolean> {
  const until = performance.now() + PATIENCE;
  while (performance.now() < until) {
    const [{ status }, { rev }] = await Promise.all([server.health(), server.board()]);
    if (status === "ok" && rev >= due) return true;
    await pause(50);
  }
  return false;
}

async function boardAt(server: TrialServer, due: number): Promise<Board> {
  await isBack(server, due);
  return server.board();
}

/** Where the journal ends, looked at by nobody's network. */
function watchHead(journal: PostgresReader) {
  let seq = 0;
  let stopped = false;
  const look = async () => {
    while (!stopped) {
      seq = await journal.head();
      await pause(20);
    }
  };
  const done = look();
  return {
    seq: () => seq,
    async stop() {
      stopped = true;
      await done;
    },
  };
}
