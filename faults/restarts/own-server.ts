import { cpSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { createApp } from "#server/app.ts";
import type { Clock } from "#server/clock.ts";
import { readConfig } from "#server/config/config.ts";
import { journalPath } from "#server/config/data-folder.ts";
import { createLogger } from "#server/log.ts";
import { createSender, type Heard, type Sender } from "../ground/sender.ts";
import { usualEnvironment } from "../ground/server-process.ts";
import type { Telling } from "../ground/telling.ts";

/** The real server in this process, on a clock of the test's. */
export interface OwnServer {
  readonly folder: string;
  send(telling: Telling): Promise<Heard>;
  /** The answer of an address, as JSON. Rejects when it is none of 200. */
  ask(path: string): Promise<unknown>;
  stop(): Promise<void>;
}

export async function startOwnServer(folder: string, clock: Clock): Promise<OwnServer> {
  const config = readConfig({ ...usualEnvironment, RINGSIDE_DATA: folder });
  const app = createApp(config, { pages: false, log: createLogger("silent"), environment: {}, clock });
  const { url } = await app.start();
  const sender: Sender = createSender(url, 1);
  return {
    folder,
    send: sender.send,
    async ask(path) {
      const answer = await fetch(url + path);
      if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
      return answer.json();
    },
    async stop() {
      sender.close();
      await app.stop();
    },
  };
}

/** How a server ends and another one begins. */
export type Restart = "stopped" | "crashed" | "without checkpoint";

/** @param next an empty folder; a server that crashes leaves its own as it is in the middle of its life */
export async function restart(server: OwnServer, how: Restart, next: string, clock: Clock): Promise<OwnServer> {
  if (how === "stopped") await server.stop();
  cpSync(server.folder, next, { recursive: true });
  if (how !== "stopped") await server.stop();
  if (how === "without checkpoint") forgetCheckpoint(journalPath(next));
  return startOwnServer(next, clock);
}

function forgetCheckpoint(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("DELETE FROM checkpoint");
  database.close();
}
