import type { Board } from "#lib/board/board.ts";
import { chance, seededRandom } from "#lib/simulator/random.ts";
import { journalPath } from "#server/config/data-folder.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withDataFolder, withScratchFolder } from "../ground/data-folder.ts";
import { examineJournal } from "../ground/examine-journal.ts";
import { differsFromFold } from "../ground/fold-journal.ts";
import { type Kept, startLoad } from "../ground/load.ts";
import { startServer } from "../ground/server-process.ts";
import { wrongAfterStart } from "../ground/start-again.ts";
import { tellings } from "../ground/tellings.ts";
import { breakParser } from "./broken-parser.ts";

const DELIVERIES = 300;
const CONNECTIONS = 8;

export const parserFault: Fault = {
  name: "parser",
  goals: ["R-12"],
  says: "a parser that does not understand half of what comes, or fails on it: all of it is kept and listed, and stands on the board at its own time once the parser is mended",
  rounds: 10,
  once: (seed) => withScratchFolder((code) => withDataFolder((data) => mendParser(seed, code, data))),
  control: null,
};

async function mendParser(seed: number, code: string, folder: string): Promise<Outcome> {
  const server = startServer({ folder, program: breakParser(code) });
  const url = await server.serving;
  const load = startLoad(url, tellings(seed), CONNECTIONS);
  await load.kept(DELIVERIES);
  const { kept } = await load.stop();
  const refused = kept.filter(({ seq }) => seq === null);
  const listed = await listedRefused(url);
  const board: Board = await (await fetch(`${url}/api/board`)).json();
  // The one keeps a checkpoint of what the broken parser made of it all, the other does not.
  server.kill(chance(seededRandom(seed), 0.5) ? "SIGTERM" : "SIGKILL");
  await server.ended;
  const { entries } = examineJournal(journalPath(folder), []);
  const broken = [
    ...wrongWithList(listed, refused, folder),
    ...(differsFromFold(board, entries).length > 0 ? [] : ["The broken parser did no harm."]),
    ...(await wrongAfterStart(folder, kept)),
  ];
  return { broken, counts: { kept: kept.length, "not understood": refused.length } };
}

interface Page {
  readonly refused: number;
  readonly deliveries: readonly { readonly seq: number }[];
  readonly next: number | null;
}

async function listedRefused(url: string): Promise<{ readonly count: number; readonly seqs: ReadonlySet<number> }> {
  const seqs = new Set<number>();
  for (let before = ""; ; ) {
    const answer = await fetch(`${url}/api/deliveries?verdict=refused&limit=50${before}`);
    const { refused, deliveries, next }: Page = await answer.json();
    for (const { seq } of deliveries) seqs.add(seq);
    if (next === null) return { count: refused, seqs };
    before = `&before=${next}`;
  }
}

function wrongWithList(
  { count, seqs }: Awaited<ReturnType<typeof listedRefused>>,
  refused: readonly Kept[],
  folder: string,
): string[] {
  const { entries } = examineJournal(journalPath(folder), []);
  const listed = entries.filter(({ seq }) => seqs.has(seq));
  const missing = refused.filter(({ telling }) => !listed.some((entry) => telling.isIn(entry)));
  return [
    ...(count === refused.length ? [] : [`${refused.length} were not understood, and ${count} are counted.`]),
    ...(seqs.size === count ? [] : [`${count} are counted, and ${seqs.size} are listed.`]),
    ...(missing.length === 0 ? [] : [`${missing.length} that were not understood are not listed.`]),
  ];
}
