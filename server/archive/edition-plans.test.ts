import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import { migrate } from "#server/postgres/schema-version.ts";
import { archiveSchema } from "./archive-registry.ts";
import type { ArchiveFilter, TallyFilter } from "./call-archive.ts";
import { byIdQuestion, callsQuestion, type Question, talliesQuestion } from "./call-question.ts";
import { editionDialect, numbered } from "./edition-dialect.ts";
import { createEditions, type Editions } from "./editions.ts";
import { layDownInEdition } from "./many-calls-under-test.ts";
import { millionEvery, millionFrom } from "./million-calls.ts";

const count = 20_000;
const page = 100;
const middle = millionFrom + (count / 2) * millionEvery;
const day = 24 * 3_600_000;

let postgres: Postgres;
let editions: Editions;
let edition: number;

beforeAll(async () => {
  postgres = createPostgres(await createDatabaseUnderTest(), createLogger("silent"));
  await migrate(postgres, archiveSchema);
  editions = createEditions({ postgres, fingerprint: "rules", server: "one" });
  edition = await editions.writing(async (standing) => standing.edition);
  await layDownInEdition(postgres, edition, count);
});
afterAll(() => postgres.close());

interface PlanNode {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The steps of a plan, as readers have it, each with its index. */
async function planOf(question: Question): Promise<readonly string[]> {
  const { sql, values } = numbered(question);
  const [row] = await editions.reading(-1, (_, { query }) => query(`EXPLAIN (FORMAT JSON) ${sql}`, values));
  return stepsOf(row?.["QUERY PLAN"][0].Plan);
}

function stepsOf({ "Node Type": type, "Index Name": index, Plans = [] }: PlanNode): readonly string[] {
  const prefix = `archive_${edition}_`;
  return [index === undefined ? type : `${type} ${index.replace(prefix, "")}`, ...Plans.flatMap(stepsOf)];
}

/** Nothing is walked from end to end, and nothing is sorted. */
const isDirect = (step: string) => /^(Limit|Nested Loop|Index (Only )?Scan (call|place|tally)_\w+)$/.test(step);

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
const before = { startedAt: middle, id: "250101090000_10000" };
const spans: readonly ArchiveFilter[] = [{}, { from: middle, to: middle + day }, { from: middle - day, before }];

const calls = (filter: ArchiveFilter) => callsQuestion(filter, page, editionDialect(edition));

test("[K59] in PostgreSQL too a page of any filter and any two, in any span of time, is found along an index", async () => {
  for (const filter of [{}, ...one, ...pairs].flatMap((some) => spans.map((span) => ({ ...some, ...span })))) {
    const steps = await planOf(calls(filter));
    expect(
      steps.filter((step) => !isDirect(step)),
      JSON.stringify(filter),
    ).toEqual([]);
  }
});

test("[K59] the index that is read along is the one of the filter that leaves the fewest", async () => {
  const along = async (filter: ArchiveFilter) => (await planOf(calls(filter))).find((step) => step.startsWith("Index"));
  expect(await along({})).toBe("Index Scan call_time");
  expect(await along({ queue: "811" })).toBe("Index Scan place_pkey");
  expect(await along({ queue: "811", outcome: "missed" })).toBe("Index Only Scan place_state");
  expect(await along({ queue: "811", agent: "217", from: 1 })).toBe("Index Scan place_pkey");
  expect(await along({ outcome: "missed", direction: "inbound" })).toBe("Index Scan call_state");
  expect(await along({ lostIn: "ivr" })).toBe("Index Scan call_lost_in");
  expect(await along({ direction: "outbound" })).toBe("Index Scan call_direction");
  expect(await along({ callerEnd: "552221133", queue: "811" })).toBe("Index Scan call_caller");
  expect(await along({ callerEnd: "2133", queue: "811" })).toBe("Index Scan call_caller_tail");
});

test("[K59] a call is found by any of its ids, and tallies by kind, number and time", async () => {
  const dialect = editionDialect(edition);
  const ofQueue: TallyFilter = { of: "passage", number: "811", from: middle, to: middle + day };
  const ofAll: TallyFilter = { of: "passage", from: middle, to: middle + day };
  const place = { at: middle + day / 2, key: "x" };
  for (const question of [
    byIdQuestion("250101090000_10000", dialect),
    ...[ofQueue, ofAll].flatMap((filter) => [
      talliesQuestion(filter, null, page, dialect),
      talliesQuestion(filter, place, page, dialect),
      talliesQuestion(filter, { ...place, n: 1 }, page, dialect),
    ]),
  ]) {
    const steps = await planOf(question);
    expect(
      steps.filter((step) => !isDirect(step)),
      question.sql,
    ).toEqual([]);
  }
});
