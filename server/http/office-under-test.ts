import { type App, createApp } from "#server/app.ts";
import type { AppOverrides } from "#server/app-config.ts";
import { systemClock } from "#server/clock.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { createLogger } from "#server/log.ts";

/** A server without pages, for tests of what is done at screens. */
export interface Office {
  readonly url: string;
  /** Tells it of calls, in the form of the GET dialect. */
  tell(...queries: string[]): Promise<void>;
  /** biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape */
  get(path: string): Promise<any>;
  /** Posts as a page of the server does. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Posted>;
  stop(): Promise<void>;
}

export interface Posted {
  readonly status: number;
  /** biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape */
  readonly body: any;
  readonly headers: Headers;
}

/** @param dataFolder null: the journal is in memory */
export async function openOffice(dataFolder: string | null, overrides: AppOverrides = {}): Promise<Office> {
  const journal = dataFolder === null ? { journal: createMemoryJournal(systemClock), directory: new Map() } : {};
  const app: App = createApp(
    { ...trialConfig, dataFolder: dataFolder ?? "" },
    { pages: false, log: createLogger("silent"), ...journal, ...overrides },
  );
  const { url } = await app.start();
  return {
    url,
    async tell(...queries) {
      for (const query of queries) await fetch(`${url}/api/webhook/${trialConfig.webhookKey}?${query}`);
    },
    get: async (path) => (await fetch(`${url}${path}`)).json(),
    async post(path, body, headers = {}) {
      const answer = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: url, ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json(), headers: answer.headers };
    },
    stop: app.stop,
  };
}
