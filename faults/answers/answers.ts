import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { journalPath } from "#server/config/data-folder.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withScratchFolder } from "../ground/data-folder.ts";
import { certainImage } from "../power/cut.ts";
import { type Disk, emptyDisk } from "../power/disk.ts";
import { writeImage } from "../power/examine-image.ts";
import { watchDisk } from "../power/watch-disk.ts";
import { traceServer } from "../trace/traced-server.ts";
import { answerAt } from "./answer.ts";

const DELIVERIES = 200;

export const answersFault: Fault = {
  name: "answers",
  goals: ["R-2"],
  says: "at the moment at which an answer leaves, what it says is kept is synced",
  rounds: 10,
  once: (seed) => withScratchFolder((folder) => watchAnswers(seed, folder)),
  control: {
    says: "a server that answers before it commits",
    finds: /answers left before/,
    once: (seed) => withScratchFolder((folder) => watchAnswers(seed, folder, hastyProgram)),
  },
};

const hastyProgram = join(import.meta.dirname, "../servers/hasty-main.child.ts");

async function watchAnswers(seed: number, folder: string, program?: string): Promise<Outcome> {
  const root = join(folder, "root");
  writeImage(new Map(), root);
  const plan = { seed, folder, data: join(root, "data"), count: DELIVERIES };
  const { moments, report } = await traceServer(program === undefined ? plan : { ...plan, program });
  const disk = emptyDisk();
  const see = watchDisk(disk, root);
  const certain = createCertainHead(disk, join(folder, "certain"));
  let [answers, early] = [0, 0];
  for (const moment of moments) {
    const answer = answerAt(moment);
    if (answer !== null) {
      answers += 1;
      // Where it is not told which entry it is, there must be as many as were answered.
      if (certain.head() < Math.max(answer.seq ?? 0, answers)) early += 1;
    }
    see(moment);
    if (moment.is === "returned" && moment.call.name.endsWith("sync")) certain.outdate();
  }
  const missed = answers < report.kept.length ? [`Of ${report.kept.length} answers ${answers} were seen.`] : [];
  const broken = early > 0 ? [`${early} of ${answers} answers left before what they speak of was synced.`] : [];
  return { broken: [...missed, ...broken], counts: { answers } };
}

/** How far the journal reaches that a power cut would leave at the least. */
function createCertainHead(disk: Disk, folder: string) {
  let known: number | null = null;
  return {
    outdate() {
      known = null;
    },
    head(): number {
      if (known === null) {
        writeImage(certainImage(disk), folder);
        known = headOf(journalPath(join(folder, "data")));
      }
      return known;
    },
  };
}

function headOf(path: string): number {
  const database = new DatabaseSync(path);
  try {
    const row = database.prepare("SELECT max(seq) AS seq FROM entry").get();
    return Number(row?.["seq"] ?? 0);
  } catch {
    // The power would have gone before there was a journal.
    return 0;
  } finally {
    database.close();
  }
}
