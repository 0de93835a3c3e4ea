import { expect, test } from "vitest";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { spoilDatabase } from "./spoil-database.ts";

test("[F54] servers whose network to the database fails lose nothing, say what they cannot see, and come back to one board", async () => {
  const { broken, counts } = await spoilDatabase(await createDatabaseUnderTest(), 1, () => [
    { fault: { is: "black-hole" }, length: 6_000 },
    { fault: { is: "reset" }, length: 300 },
    { fault: { is: "limit", bytes: 20_000 }, length: 1_000 },
  ]);
  expect(broken).toEqual([]);
  expect(counts["acknowledged"]).toBeGreaterThan(20);
});
