import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createArchiveReader } from "./archive-reader.ts";
import type { ArchiveFilter, TallyFilter } from "./call-archive.ts";
import {
  byIdQuestion,
  callsQuestion,
  eachTallyQuestion,
  type Question,
  sqliteDialect,
  talliesQuestion,
} from "./call-question.ts";
import { layDownCalls, millionEvery, millionFrom } from "./million-calls.ts";

const count = 1_000_000;
const page = 100;
const middle = millionFrom + (count / 2) * millionEvery;
const end = millionFrom + (count + 1) * millionEvery;
const month = 30 * 24 * 3_600_000;

let folder: string;
let database: DatabaseSync;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-million-"));
  database = new DatabaseSync(join(folder, "calls.db"));
  layDownCalls(database, count);
}, 180_000);

afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const one: readonly ArchiveFilter[] = [
  { direction: "outbound" },
  { queue: "811" },
  { agent: "217" },
  { outcome: "missed" },
  { lostIn: "ringing" },
  { callerEnd: "552221133" },
  { callerEnd: "21133" },
  { callerEnd: "133" },
  { callerEnd: "33" },
];
const pairs = one.flatMap((a, i) => one.slice(i + 1).map((b) => ({ ...a, ...b })));
const spans: readonly ArchiveFilter[] = [
  {},
  { from: middle },
  { from: middle, to: middle + month },
  { before: { startedAt: middle, id: "250101090000_500000" } },
  { from: middle - month, to: middle + month, before: { startedAt: middle, id: "250101090000_500000" } },
];
const filters = [{}, ...one, ...pairs].flatMap((filter) => spans.map((span) => ({ ...filter, ...span })));

function planOf({ sql, values }: Question): readonly string[] {
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
  return rows.map((row) => String(row["detail"]));
}

/** Nothing is walked from end to end, and nothing is sorted. */
function isDirect(step: string): boolean {
  return /^(SEARCH (call|place|other|other EXISTS|tally) USING |CORRELATED SCALAR SUBQUERY)/.test(step);
}

test("[K5] a page of any filter and any two, in any span of time, is found by searching an index", () => {
  for (const filter of filters) {
    const plan = planOf(callsQuestion(filter, page, sqliteDialect));
    expect(
      plan.filter((step) => !isDirect(step)),
      JSON.stringify(filter),
    ).toEqual([]);
  }
});

test("[K5] the index read along is the one of the filter that leaves the fewest", () => {
  const along = (filter: ArchiveFilter) => planOf(callsQuestion(filter, page, sqliteDialect))[0];
  expect(along({})).toBe("SEARCH call USING INDEX call_time (started_at<?)");
  expect(along({ from: 1, before: { startedAt: 2, id: "3" } })).toBe(
    "SEARCH call USING INDEX call_time (started_at>? AND (started_at,id)<(?,?))",
  );
  expect(along({ queue: "811" })).toContain("SEARCH place USING PRIMARY KEY (role=? AND number=? AND started_at<?)");
  expect(along({ queue: "811", outcome: "missed" })).toContain("place_state (role=? AND number=? AND state=?");
  expect(along({ queue: "811", agent: "217", from: 1 })).toContain(
    "SEARCH place USING PRIMARY KEY (role=? AND number=?",
  );
  expect(along({ outcome: "missed", direction: "inbound" })).toContain("call_state (state=? AND started_at<?)");
  expect(along({ lostIn: "ivr" })).toContain("call_lost_in (lost_in=? AND started_at<?)");
  expect(along({ direction: "outbound" })).toContain("call_direction (direction=? AND started_at<?)");
  expect(along({ callerEnd: "552221133", queue: "811" })).toContain("call_caller (caller_key=? AND started_at<?)");
  expect(along({ callerEnd: "2133", queue: "811" })).toContain("call_caller_tail (caller_tail=? AND started_at<?)");
});

test("[K5] a call is found by any of its ids, and tallies by kind, number and time", () => {
  const filter: TallyFilter = { of: "passage", number: "811", from: middle, to: middle + month };
  const all: TallyFilter = { of: "passage", from: middle, to: middle + month };
  const place = { at: middle + month / 2, key: "x" };
  for (const question of [
    byIdQuestion("250101090000_500000", sqliteDialect),
    talliesQuestion(filter, null, null, sqliteDialect),
    talliesQuestion(filter, place, null, sqliteDialect),
    talliesQuestion(all, null, null, sqliteDialect),
    talliesQuestion(all, place, null, sqliteDialect),
    eachTallyQuestion({ of: "passage", from: middle, to: middle + month }, sqliteDialect),
    eachTallyQuestion({ of: "passage", number: "811", from: middle, to: middle + month }, sqliteDialect),
  ]) {
    expect(
      planOf(question).filter((step) => !isDirect(step)),
      question.sql,
    ).toEqual([]);
  }
  expect(planOf(talliesQuestion(filter, place, null, sqliteDialect))[0]).toContain(
    "(kind=? AND number=? AND at>? AND (at,key)<(?,?))",
  );
});

test("[K5] pages of a million calls are whole, newest first, and go on where the last one ended", () => {
  const reader = createArchiveReader(database);
  for (const filter of [{}, ...one]) {
    const first = reader.calls(filter, page);
    const last = first.at(-1)?.record;
    if (last === undefined) continue;
    const before = { startedAt: Date.parse(last.startedAt), id: last.id };
    const second = reader.calls({ ...filter, before }, page);
    const seen = [...first, ...second].map(({ record }) => record.startedAt);
    expect(seen).toEqual(seen.toSorted().reverse());
    expect(new Set([...first, ...second].map(({ key }) => key)).size).toBe(seen.length);
  }
  const found = reader.tallies({ of: "passage", number: "810", from: millionFrom, to: end }, page, null);
  expect(found).toHaveLength(page);
});
