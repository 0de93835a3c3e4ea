import { afterEach, describe, expect, test } from "vitest";
import { createLogger } from "#server/log.ts";
import { StartError } from "#server/start-error.ts";
import { createDatabaseUnderTest } from "./database-under-test.ts";
import { createPostgres, type Postgres, requireDurable } from "./postgres.ts";
import { createPostgresBus } from "./postgres-bus.ts";
import { goBack, migrate } from "./schema-version.ts";
import { createStandingLine } from "./standing-line.ts";

const log = createLogger("silent");
const opened: { close(): Promise<void> }[] = [];
const open = (url: string): Postgres => kept(createPostgres(url, log));

function kept<T extends { close(): Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

afterEach(async () => {
  for (let one = opened.pop(); one; one = opened.pop()) await one.close();
});

describe("the database", () => {
  test("[J30] whole numbers, texts and bytes come back as they went", async () => {
    const postgres = open(await createDatabaseUnderTest());
    const [row] = await postgres.query("SELECT $1::bigint AS n, $2::text AS t, $3::bytea AS b", [
      Number.MAX_SAFE_INTEGER,
      "ünïcode 😀",
      Buffer.from([0, 255]),
    ]);
    expect(row).toEqual({ n: Number.MAX_SAFE_INTEGER, t: "ünïcode 😀", b: Buffer.from([0, 255]) });
  });

  test("[J30] a transaction that fails leaves nothing, and its connection is of use again", async () => {
    const postgres = open(await createDatabaseUnderTest());
    await postgres.query("CREATE TABLE t (n integer)");
    const failing = postgres.transaction(async ({ query }) => {
      await query("INSERT INTO t VALUES (1)");
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await postgres.query("SELECT * FROM t")).toEqual([]);
  });

  test("[J46] a connection that is lost in the middle of a transaction costs that one alone", async () => {
    const postgres = open(await createDatabaseUnderTest());
    const cut = postgres.transaction(async ({ query }) => {
      const [own] = await query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      await postgres.query("SELECT pg_terminate_backend($1)", [own?.pid ?? 0]);
      // Gone for good, and its end heard of.
      for (let there = true; there; ) {
        there = (await postgres.query("SELECT FROM pg_stat_activity WHERE pid = $1", [own?.pid ?? 0])).length > 0;
      }
      await query("SELECT 1");
    });
    await expect(cut).rejects.toThrow();
    expect(await postgres.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
  });

  test("[J48] the database is told to give up whoever falls silent, by every connection, whatever else the URL sets", async () => {
    const url = await createDatabaseUnderTest();
    const silence = `concat_ws(' ', ${["idle", "interval", "count"].map((name) => `current_setting('tcp_keepalives_${name}')`)},
      current_setting('tcp_user_timeout'), current_setting('work_mem'))`;
    const toldTo = async (asked: string) => {
      const postgres = open(asked);
      const [pooled] = await postgres.query<{ told: string }>(`SELECT ${silence} AS told`);
      const heard = Promise.withResolvers<string>();
      const line = createStandingLine({
        connection: postgres.connection,
        channel: `settings; SELECT pg_notify('settings', ${silence})`,
        onNotice: heard.resolve,
        onStanding: () => undefined,
        onLost: () => undefined,
      });
      kept({ close: async () => line.close() });
      await line.start();
      return [pooled?.told, await heard.promise];
    };
    const ours = "5 2 3 10000 4MB";
    expect(await toldTo(url)).toEqual([ours, ours]);
    const more = "5 2 3 10000 8MB";
    expect(await toldTo(`${url}?options=-c%20work_mem%3D8MB`)).toEqual([more, more]);
    const theirs = "60 2 3 10000 4MB";
    expect(await toldTo(`${url}?connect_timeout=3&options=-c%20tcp_keepalives_idle%3D60`)).toEqual([theirs, theirs]);
  });

  test.each(["application_name=wall", "application_name=one&application_name="])(
    "[J64] a server is connected, whatever its URL calls it: %s",
    async (called) => {
      const url = await createDatabaseUnderTest();
      const part = {
        name: "journal",
        steps: ["CREATE TABLE t ()", "ALTER TABLE t ADD COLUMN n integer"],
        oldest: 1,
      } as const;
      const server = createPostgres(`${url}?${called}`, log);
      await migrate(server, part);
      const command = open(`${url}?application_name=somebody`);
      await expect(goBack(command, part, 1)).rejects.toThrow(
        /^A Ringside is connected to the database .1 connections.: stop/,
      );
      await server.close();
      // Gone only once the database has seen it.
      const others = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
      await command.transaction(async ({ query }) => {
        while ((await query(others)).length > 0) await query("SELECT pg_stat_clear_snapshot()");
      });
      await goBack(command, part, 1);
      const [row] = await command.query<{ name: string }>("SELECT current_setting('application_name') AS name");
      expect(row?.name).toBe("ringside somebody");
    },
  );

  test("[J31] is refused where it would not survive a power cut, or is not there", async () => {
    const url = await createDatabaseUnderTest();
    await expect(requireDurable(open(url))).resolves.toBeUndefined();
    const careless = open(`${url}?options=-c%20synchronous_commit%3Doff`);
    await expect(requireDurable(careless)).rejects.toThrow(StartError);
    await expect(requireDurable(careless)).rejects.toThrow("synchronous_commit is off");
    await expect(requireDurable(open("postgres://nobody@127.0.0.1:1/none"))).rejects.toThrow(StartError);
  });

  test("[J31] is refused where it would not take every letter", async () => {
    const url = new URL(await createDatabaseUnderTest());
    await open(url.href).query("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    url.pathname = "/latin";
    await expect(requireDurable(open(url.href))).rejects.toThrow(StartError);
    await expect(requireDurable(open(url.href))).rejects.toThrow("a database in LATIN1");
  });

  test("[J32] another's tables of the same names, or no right to make any, stop the start with a sentence", async () => {
    const url = new URL(await createDatabaseUnderTest());
    await open(url.href).query("CREATE TABLE one (n integer)");
    const part = { name: "journal", steps: ["CREATE TABLE one (n integer)"] } as const;
    await expect(migrate(open(url.href), part)).rejects.toThrow(StartError);
    await expect(migrate(open(url.href), part)).rejects.toThrow('relation "one" already exists');
    await open(url.href).query("CREATE ROLE guest LOGIN PASSWORD 'guest'");
    [url.username, url.password] = ["guest", "guest"];
    await expect(migrate(open(url.href), part)).rejects.toThrow(StartError);
    await expect(migrate(open(url.href), part)).rejects.toThrow("permission denied");
  });

  test("[J32] tables are brought to the newest version once, whoever starts at the same time; a later version is refused", async () => {
    const url = await createDatabaseUnderTest();
    const steps = ["CREATE TABLE one (n integer)", "ALTER TABLE one ADD COLUMN m integer"];
    await migrate(open(url), { name: "journal", steps: steps.slice(0, 1) });
    await Promise.all([1, 2, 3].map(() => migrate(open(url), { name: "journal", steps })));
    expect(await open(url).query("SELECT n, m FROM one")).toEqual([]);
    await expect(migrate(open(url), { name: "journal", steps: steps.slice(0, 1) })).rejects.toThrow(StartError);
  });
});

describe("the line between servers", () => {
  test("[J33] tells the others, in order, and not oneself; a line that was cut comes back and says that something may be missing", async () => {
    const url = await createDatabaseUnderTest();
    const [one, other] = [open(url), open(url)];
    const bus = kept(createPostgresBus(one, log));
    const far = kept(createPostgresBus(other, log));
    const heard: (string | null)[] = [];
    const own: (string | null)[] = [];
    await Promise.all([bus.start(), far.start()]);
    bus.hear("screens", (content) => own.push(content));
    const enough = (count: number) =>
      new Promise<void>((resolve) => {
        const leave = far.hear("screens", (content) => {
          heard.push(content);
          if (heard.length < count) return;
          leave();
          resolve();
        });
      });
    const three = enough(3);
    for (const text of ["first of all", "", "third"]) bus.tell("screens", text);
    await three;
    expect(heard).toEqual(["first of all", "", "third"]);
    const gap = enough(4);
    await one.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')`,
    );
    await gap;
    expect(heard[3]).toBeNull();
    const again = enough(5);
    bus.tell("screens", "after");
    await again;
    expect(heard[4]).toBe("after");
    expect(own.filter((content) => content !== null)).toEqual([]);
  });
});

test("[J49] a URL without the password that the database asks for is told of in a sentence", async () => {
  const query = async () => {
    throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string");
  };
  await expect(requireDurable({ query })).rejects.toThrow(
    "DATABASE_URL cannot be used: the database asks for a password, and it holds none.",
  );
});
