import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { byGet, byPost } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import { createSqliteArchive } from "#server/archive/sqlite-archive.ts";
import { createBackups } from "#server/backup/backups.ts";
import { inspectBackup } from "#server/backup/inspect-backup.ts";
import { openOffice } from "#server/http/office-under-test.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { createLogger } from "#server/log.ts";
import { createPastBoards } from "#server/past/past-boards.ts";
import { createProjector } from "#server/projector/projector.ts";
import { createEraser, type EraserParts } from "./eraser.ts";
import { canary, tracedFiles, tracesIn } from "./traces-under-test.ts";

const { digits, name } = canary;
const log = createLogger("silent");
const start = Date.parse("2026-03-02T09:00:00.000Z");
const HOUR = 3_600_000;

let root: string;
let folder: string;
let time = start;
const clock = { now: () => time };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ringside-eraser-"));
  folder = join(root, "data");
  mkdirSync(folder);
  time = start;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const settings = defaultSettings;
const fingerprint = "this";

/** The parts of a server that keep anything, over the folder, and full of traces: in every file there is. */
async function open() {
  const file = (called: string) => join(folder, called);
  const journal = createSqliteJournal(file("ringside.db"), clock);
  const archive = createSqliteArchive({ path: file("calls.db"), fingerprint, settings, log });
  const projector = createProjector({ journal, archive, clock, settings, fingerprint, log });
  await projector.start();
  const past = createPastBoards({
    journal: { in: "file", path: file("ringside.db") },
    keptPath: file("past.db"),
    fingerprint,
    settings,
  });
  const backups = createBackups({
    folder: file("backups"),
    sources: { journal: file("ringside.db"), access: file("access.db") },
    clock,
    inspect: (made) => inspectBackup(made, settings),
  });
  const parts: EraserParts = { journal, journalPath: file("ringside.db"), projector, archive, past, backups };
  const tell = async (query: string) => {
    const delivery = query.startsWith("{") ? byPost(query) : byGet(query);
    const reading = parseDelivery(delivery);
    await journal.append(delivery, reading.understood ? null : reading.reason);
    time += 1_000;
  };
  const who = `callerid=%2B420${digits}&phonebook=${encodeURIComponent(name)}&did=01`;
  await tell(`event=ringing&user=820&usertype=queue&${who}&id=260302090001_1-0`);
  await tell(`event=incoming&user=820&finishtype=Missed&transfer=False&${who}&id=260302090001_1-0`);
  await tell("nonsense of 774%20852%20610 and of Canarina");
  await tell(`{"Event":"coffee","CallerId":"774.852.610"}`);
  await tell(`{"Event":"New recording Ready","Url":"https://pbx.example/${digits}.wav","Id":"x"}`);
  await journal.appendAct({ of: "contacts", by: "Jana", put: [{ number: `+420 ${digits}`, name }], gone: [] });
  const [row] = [...projector.state().missed.values()];
  const note = `${name}, 774-852-610`;
  await journal.appendAct({ of: "missed", id: row?.id ?? "", deed: "attempt", by: "Jana", note, seen: 0 });
  for (let hours = 1; hours < 80; hours += 7) {
    time = start + hours * HOUR;
    await tell(`event=ringing&callerid=0555222333&user=821&usertype=queue&id=2603020900${10 + hours}_${hours + 2}-0`);
  }
  await tell(`event=ringing&user=820&usertype=queue&${who}&id=260305170001_99-0`);
  await projector.keep();
  await past.at(time);
  await backups.make();
  const close = async () => {
    await past.close();
    await projector.stop();
    await archive.close();
    await journal.close();
  };
  return { parts, projector, close };
}

const wanted = { number: `0${digits}` };

test("[E12] before, the caller stands in every file that is kept; after, in none", async () => {
  const { parts, close } = await open();
  const before = [...tracedFiles(folder)];
  for (const file of ["ringside.db", "ringside.db-wal", "calls.db", "past.db"]) {
    expect(before.some((one) => one.startsWith(file))).toBe(true);
  }
  expect(before.some((file) => file.startsWith("backups/"))).toBe(true);
  await createEraser(parts).erase(wanted);
  expect(tracesIn(folder)).toEqual([]);
  await close();
  expect(tracesIn(folder)).toEqual([]);
});

const nothing = async (): Promise<void> => undefined;

/** Each leaves one step of an erasure out. */
const omissions: Record<string, (parts: EraserParts) => EraserParts> = {
  "the journal": (parts) => ({
    ...parts,
    journal: {
      ...parts.journal,
      upkeep: { ...parts.journal.upkeep, rewrite: (_, notes) => parts.journal.upkeep.rewrite([], notes) },
    },
  }),
  "the history": (parts) => ({ ...parts, archive: { ...parts.archive, erase: nothing } }),
  "the boards of the past": (parts) => ({ ...parts, past: { forget: nothing } }),
  "the board": (parts) => ({ ...parts, projector: { ...parts.projector, erase: () => undefined } }),
  "the checkpoint": (parts) => ({ ...parts, projector: { ...parts.projector, keep: nothing } }),
  "the backups": (parts) => ({ ...parts, backups: null }),
  "the log beside the journal": (parts) => ({
    ...parts,
    journal: { ...parts.journal, upkeep: { ...parts.journal.upkeep, settle: async () => true, writeAnew: nothing } },
  }),
};

test.each(Object.keys(omissions))("[E12] control: an erasure that leaves out %s is found out", async (omitted) => {
  const { parts, close } = await open();
  await createEraser(omissions[omitted]?.(parts) ?? parts).erase(wanted);
  expect(tracesIn(folder)).not.toEqual([]);
  await close();
});

test("[E19] killed at any step, the next start ends the erasure, or it has never begun", async () => {
  const { parts, projector, close } = await open();
  const { journal, archive, past } = parts;
  const killed: string[] = [];
  const kill = () => {
    const copy = join(root, `killed-${killed.length}`);
    cpSync(folder, copy, { recursive: true });
    killed.push(copy);
  };
  /** Leaves the folder as a kill before the step would. */
  const around = <Args extends readonly unknown[], Value>(step: (...args: Args) => Value) => {
    return (...args: Args): Value => {
      kill();
      return step(...args);
    };
  };
  const { upkeep } = journal;
  await createEraser({
    ...parts,
    journal: { ...journal, upkeep: { ...upkeep, rewrite: around(upkeep.rewrite), settle: around(upkeep.settle) } },
    archive: { ...archive, erase: around(archive.erase) },
    past: { forget: around(past.forget) },
    projector: { ...parts.projector, keep: around(parts.projector.keep) },
  }).erase(wanted);
  kill();
  const today = projector.state().totals;
  await close();
  expect(killed.length).toBeGreaterThan(7);
  let begun = 0;
  for (const copy of killed) {
    const office = await openOffice(copy, { clock });
    const { erasing } = await office.get("/api/privacy");
    expect(erasing).toBe(false);
    const traces = tracesIn(copy);
    if (traces.length === 0) begun += 1;
    // What was never begun is all there, and was never said to be done.
    else expect(begun).toBe(0);
    expect((await office.get("/api/board")).today).toEqual(today);
    expect((await office.get("/api/calls?limit=100")).calls).toHaveLength(14);
    await office.stop();
    rmSync(copy, { recursive: true });
  }
  expect(begun).toBe(killed.length - 1);
}, 120_000);

test("[E19] what cannot be done to its end is not said to be done, and is ended later", async () => {
  const { parts, close } = await open();
  let broken = true;
  const archive = {
    ...parts.archive,
    erase: async (...args: Parameters<EraserParts["archive"]["erase"]>) => {
      if (broken) throw new Error("the disk is full");
      await parts.archive.erase(...args);
    },
  };
  const eraser = createEraser({ ...parts, archive });
  await expect(eraser.erase(wanted)).rejects.toThrow("the disk is full");
  expect(await eraser.pending()).toBe(true);
  expect(tracesIn(folder)).not.toEqual([]);
  broken = false;
  await eraser.resume();
  expect(await eraser.pending()).toBe(false);
  expect(tracesIn(folder)).toEqual([]);
  await close();
});
