import type { Postgres, Queries } from "#server/postgres/postgres.ts";

/** The database as a server has it that dies at some point. */
export interface FrailPostgres extends Postgres {
  /** So many more statements are answered; the next one, or the commit, is not, and nothing after it. */
  dieAfter(statements: number): void;
  /** Statements that were sent, in order. */
  readonly said: readonly string[];
}

export function createFrailPostgres(postgres: Postgres): FrailPostgres {
  const said: string[] = [];
  let left = Number.POSITIVE_INFINITY;

  function live(): void {
    left -= 1;
    if (left < 0) throw new Error("this server is dead");
  }

  const through = ({ query }: Queries): Queries => ({
    async query(sql, values) {
      live();
      said.push(sql);
      return query(sql, values);
    },
  });

  return {
    ...postgres,
    ...through(postgres),
    async transaction(work) {
      live();
      const result = await postgres.transaction((queries) => work(through(queries)));
      // It was committed, and nobody heard.
      live();
      return result;
    },
    dieAfter(statements) {
      left = statements;
    },
    said,
  };
}
