import type { TestProject } from "vitest/node";
import { type PostgresUnderTest, startPostgres } from "./postgres-under-test.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of a database in the PostgreSQL that all tests share. */
    readonly postgresUrl: string;
  }
}

let postgres: PostgresUnderTest | null = null;

/** One PostgreSQL for all test files; each test makes a database of its own in it. */
export async function setup(project: TestProject): Promise<void> {
  postgres = await startPostgres();
  project.provide("postgresUrl", await postgres.createDatabase("ringside_tests"));
}

export async function teardown(): Promise<void> {
  await postgres?.remove();
}
