import type { DatabaseSync } from "node:sqlite";
import type { PbxEvent } from "#lib/pbx/pbx-event.ts";
import { renderReading } from "#lib/simulator/render-reading.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { SETTLING, underWay } from "./journal.ts";

export function hasColumn(database: DatabaseSync, name: string): boolean {
  return database.prepare("SELECT 1 FROM pragma_table_info('entry') WHERE name = ?").get(name) !== undefined;
}

/** After a way down, takes away again what was put in the place of what only this version knows. */
export function bringBack(database: DatabaseSync, column: "act" | "events"): void {
  const method = column === "act" ? ", method = NULL" : "";
  database.exec(`UPDATE entry SET content_type = NULL, body = NULL, query = NULL${method} WHERE ${column} IS NOT NULL`);
}

const PAGE = 1_000;

/**
 * Gives deliveries whose raw text is gone a text again, of which the same is read.
 * @returns of how many that cannot be
 */
export function leaveReadable(database: DatabaseSync): number {
  requireAtRest(database);
  const read = database.prepare(
    "SELECT seq, method, events FROM entry WHERE events IS NOT NULL AND seq > ? ORDER BY seq LIMIT ?",
  );
  const write = database.prepare("UPDATE entry SET content_type = ?, body = ?, query = ? WHERE seq = ?");
  let passedOver = 0;
  const page = (after: number) =>
    read.all(after, PAGE) as unknown as readonly { seq: number; method: "POST" | "GET"; events: string }[];
  for (let rows = page(0); rows.length > 0; rows = page(rows.at(-1)?.seq ?? 0)) {
    for (const { seq, method, events } of rows) {
      const delivery = renderReading(eventsIn(events, seq), method);
      if (delivery === null) passedOver += 1;
      else write.run(delivery.contentType, delivery.body, delivery.query, seq);
    }
  }
  return passedOver;
}

function eventsIn(text: string, seq: number): readonly PbxEvent[] {
  try {
    return JSON.parse(text) as readonly PbxEvent[];
  } catch (cause) {
    throw new StartError(`What was read of entry ${seq} cannot be understood: ${reasonOf(cause)}.`, { cause });
  }
}

/** An earlier version knows nothing of an erasure, and would leave it undone. */
function requireAtRest(database: DatabaseSync): void {
  const names = [...Object.values(underWay), SETTLING];
  const note = database
    .prepare(`SELECT name FROM upkeep WHERE name IN (${names.map(() => "?").join(", ")})`)
    .get(...names);
  if (note !== undefined) {
    throw new StartError("An erasure is under way: start this version once more, and stop it when that is done.");
  }
}
