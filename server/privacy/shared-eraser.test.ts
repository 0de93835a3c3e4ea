import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import { systemClock as clock } from "#server/clock.ts";
import { SETTLING, underWay } from "#server/journal/journal.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { openPostgresJournal } from "#server/journal/postgres-journal.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import { createProjector } from "#server/projector/projector.ts";
import { createEraser } from "./eraser.ts";
import { planText } from "./erasure-plan.ts";

const log = createLogger("silent");
const settings = defaultSettings;
const digits = "774852610";
const call = "230102104542_10";
const plan = { key: digits, pseudonym: "erased-abc", calls: new Set([call]), salt: "salt", upTo: 1 };

let url: string;
let endings: (() => Promise<void>)[];

beforeEach(async () => {
  url = await createDatabaseUnderTest();
  endings = [];
});
afterEach(async () => {
  for (let end = endings.pop(); end; end = endings.pop()) await end();
});

function connect(): Postgres {
  const postgres = createPostgres(url, log);
  endings.push(postgres.close);
  return postgres;
}

async function open(): Promise<JournalStore> {
  const journal = await openPostgresJournal(connect(), clock, log);
  endings.push(journal.close);
  return journal;
}

async function eraserOf(journal: JournalStore) {
  const archive = createMemoryArchive(settings);
  const projector = createProjector({ journal, archive, clock, settings, fingerprint: "this", log });
  await projector.start();
  endings.push(projector.stop);
  const past = { forget: async () => undefined };
  return createEraser({ journal, journalPath: null, projector, archive, past, backups: null });
}

test("[J43] [J47] whoever ends what another left drops the board it kept last, and reads anew before it erases itself", async () => {
  const [dead, other] = [await open(), await open()];
  await dead.append(byGet(`event=ringing&user=804&usertype=queue&callerid=420${digits}&did=&id=${call}-0`), null);
  const eraser = await eraserOf(other);
  await dead.upkeep.outdate();
  await dead.upkeep.rewrite([], { [underWay.erasing]: planText(plan) });
  await dead.checkpoints.save({ fingerprint: "another", seq: 1, state: `with ${digits}` });
  expect(await other.checkpoints.load("another")).not.toBeNull();
  const order: string[] = [];
  other.onRewritten(async () => void order.push("read anew"));
  await other.upkeep.alone(async () => {
    await eraser.resume();
    expect(order).toEqual(["read anew"]);
    expect(await other.checkpoints.load("another")).toBeNull();
    await other.upkeep.outdate();
  });
  expect(await eraser.pending()).toBe(false);
  await other.checkpoints.save({ fingerprint: "own", seq: 1, state: "without" });
  expect(await other.checkpoints.load("own")).not.toBeNull();
});

test("[J43] a server that died while remains were let go of stops no later erasure, however long the table is busy", async () => {
  const journal = await open();
  const eraser = await eraserOf(journal);
  await journal.upkeep.rewrite([], { [SETTLING]: "yes" });
  await connect().transaction(async ({ query }) => {
    // As another's VACUUM that takes its time.
    await query("LOCK TABLE entry IN SHARE UPDATE EXCLUSIVE MODE");
    expect(await eraser.pending()).toBe(true);
    await eraser.resume();
  });
  expect(await eraser.pending()).toBe(false);
  expect(await eraser.erase({ number: digits })).toMatchObject({ calls: 0 });
});
