import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

/** An empty database of the PostgreSQL that all tests share; returns its URL. It goes with the server. */
export async function createDatabaseUnderTest(): Promise<string> {
  const shared = new URL(inject("postgresUrl"));
  const name = `test_${randomBytes(6).toString("hex")}`;
  const client = new Client({ connectionString: shared.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  shared.pathname = `/${name}`;
  return shared.href;
}
