/**
 * A process for tests to kill or to starve: appends deliveries and acts to the journal at argv[2] for ever, prints the `seq` of every entry
 * that was acknowledged, `refused` for every one that was not, and carries on.
 */
import { writeSync } from "node:fs";
import { systemClock } from "#server/clock.ts";
import { createSqliteJournal } from "./sqlite-journal.ts";

const WRITERS = 8;
const body = "x".repeat(500);
const journal = createSqliteJournal(process.argv[2] ?? "", systemClock);

const delivery = { method: "POST", contentType: null, body, query: null } as const;
const act = { of: "missed", id: "7", deed: "attempt", by: "Jana", note: body, seen: 0 } as const;

async function write(writer: number): Promise<void> {
  for (;;) {
    const appended = writer % 2 === 0 ? journal.append(delivery, null) : journal.appendAct(act);
    const line = await appended.then(
      ({ seq }) => `${seq}`,
      () => "refused",
    );
    writeSync(1, `${line}\n`);
  }
}

for (let writer = 0; writer < WRITERS; writer += 1) void write(writer);
