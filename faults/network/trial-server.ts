import type { Board } from "#lib/board/board.ts";
import { createApp } from "#server/app.ts";
import { readConfig } from "#server/config/config.ts";
import { createLogger } from "#server/log.ts";
import { withDataFolder } from "../ground/data-folder.ts";
import { usualEnvironment } from "../ground/server-process.ts";

/** The real server, in this process, without pages. */
export interface TrialServer {
  readonly url: string;
  readonly port: number;
  board(): Promise<Board>;
  health(): Promise<Health>;
}

export interface Health {
  readonly status: "ok" | "failing";
  readonly parts: {
    readonly journal: { readonly ok: boolean };
    readonly realtime: { readonly screens: number; readonly cutOff: Readonly<Record<string, number>> };
  };
}

/** @param environment what is set besides the usual */
export function withTrialServer<Result>(
  work: (server: TrialServer) => Promise<Result>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Result> {
  return withDataFolder(async (folder) => {
    const config = readConfig({ ...usualEnvironment, ...environment, RINGSIDE_DATA: folder });
    const app = createApp(config, { pages: false, log: createLogger("fatal"), environment: {} });
    try {
      const { url } = await app.start();
      const ask = async (path: string) => (await fetch(url + path)).json();
      return await work({
        url,
        port: Number(new URL(url).port),
        board: () => ask("/api/board"),
        health: () => ask("/api/health"),
      });
    } finally {
      await app.stop();
    }
  });
}
