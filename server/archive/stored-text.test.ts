import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import { storedText, textOf } from "./stored-text.ts";

let postgres: Postgres;

beforeAll(async () => {
  postgres = createPostgres(await createDatabaseUnderTest(), createLogger("silent"));
});
afterAll(() => postgres.close());

const unit = fc.oneof(
  fc.constantFrom(0, 1, 2, 0x1f, 0x20, 0x7f, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfffd, 0xffff),
  fc.integer({ min: 0, max: 0xffff }),
);
const text = fc.array(unit, { maxLength: 6 }).map((units) => String.fromCharCode(...units));

test("[K58] any text comes back from PostgreSQL as it was, in the order that memory has texts in", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(text, { minLength: 1, maxLength: 60 }), async (texts) => {
      const rows = await postgres.query<{ readonly text: string }>(
        'SELECT text FROM unnest($1::text[]) AS given (text) ORDER BY text COLLATE "C"',
        [texts.map(storedText)],
      );
      expect(rows.map((row) => textOf(row.text))).toEqual(texts.toSorted(byCodeUnit));
    }),
    { numRuns: 150 },
  );
});

test("[K58] what people write is stored as it is", () => {
  for (const ordinary of ["260302120000_1", "+420 774 852 610", "Žluťoučký kůň", "会議室", ""]) {
    expect(storedText(ordinary)).toBe(ordinary);
  }
});

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1;
}
