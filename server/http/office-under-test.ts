import type { Role } from "#lib/access/role.ts";
import { type App, createApp } from "#server/app.ts";
import type { AppConfig, AppOverrides } from "#server/app-config.ts";
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
export async function openOffice(
  dataFolder: string | null,
  overrides: AppOverrides = {},
  config: Omit<AppConfig, "dataFolder"> = trialConfig,
): Promise<Office> {
  const { app, url } = await startApp(config, dataFolder, overrides);
  return {
    url,
    async tell(...queries) {
      for (const query of queries) await fetch(`${url}/api/webhook/${trialConfig.webhookKey}?${query}`);
    },
    get: async (path) => (await fetch(`${url}${path}`)).json(),
    post: (path, body, headers) => postTo(url, path, body, headers),
    stop: app.stop,
  };
}

/** A server that lets nobody in without an account. What it is asked without one, nobody asks. */
export interface ClosedOffice extends Office {
  /** As whoever may do everything. */
  readonly admin: Visitor;
  /** Somebody new who has that role, signed in. An agent has the phone 101, unless another is given. */
  as(role: Role, extension?: string): Promise<Visitor>;
  /** Signs in; resolves to the browser from then on. Throws when it is refused. */
  signIn(email: string, password: string): Promise<Visitor>;
}

/** A browser with a session. */
export interface Visitor {
  readonly cookie: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape */
  get(path: string): Promise<any>;
  /** Posts as a page of the server does. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Posted>;
}

export const firstAdmin = { email: "first@office.example", name: "Ada First", password: "a long way to the north" };

/** Of everybody whom `as` makes. */
export const commonWord = "some quiet word of mine";
const handedOver = "a word for one morning";

/** Guessing is as hard as it is there; only each guess costs less. */
const lightCost = { N: 2, r: 1, p: 1 };

/** @param dataFolder null: nothing is kept */
export async function openClosedOffice(
  dataFolder: string | null,
  overrides: AppOverrides = {},
  config: Partial<AppConfig> = {},
): Promise<ClosedOffice> {
  const accounts = { secret: null, admin: firstAdmin };
  const closed = { ...trialConfig, access: "closed" as const, accounts, ...config };
  const { app, url } = await startApp(closed, dataFolder, { passwordCost: lightCost, ...overrides });
  let people = 0;

  async function signIn(email: string, password: string): Promise<Visitor> {
    const { status, headers } = await postTo(url, "/api/sign-in", { email, password });
    const cookie = headers.getSetCookie()[0]?.split(";")[0];
    if (status !== 200 || cookie === undefined) throw new Error(`the sign-in was answered ${status}`);
    return visitor(url, cookie);
  }

  const admin = await signIn(firstAdmin.email, firstAdmin.password);
  return {
    url,
    admin,
    signIn,
    async as(role, extension = "101") {
      people += 1;
      const email = `${role}-${people}@office.example`;
      const person = { email, name: `${role} ${people}`, role, extension: role === "agent" ? extension : null };
      await admin.post("/api/accounts", { ...person, password: handedOver });
      const newcomer = await signIn(email, handedOver);
      await newcomer.post("/api/password", { current: handedOver, next: commonWord });
      return newcomer;
    },
    async tell(...queries) {
      for (const query of queries) await fetch(`${url}/api/webhook/${trialConfig.webhookKey}?${query}`);
    },
    get: async (path) => (await fetch(`${url}${path}`)).json(),
    post: (path, body, headers) => postTo(url, path, body, headers),
    stop: app.stop,
  };
}

function visitor(url: string, cookie: string): Visitor {
  const fetchAs = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { ...init.headers, cookie } });
  return {
    cookie,
    fetch: fetchAs,
    get: async (path) => (await fetchAs(path)).json(),
    post: (path, body, headers = {}) => postTo(url, path, body, { cookie, ...headers }),
  };
}

async function startApp(config: Omit<AppConfig, "dataFolder">, dataFolder: string | null, overrides: AppOverrides) {
  const journal = dataFolder === null ? { journal: createMemoryJournal(systemClock), directory: new Map() } : {};
  const app: App = createApp(
    { ...config, dataFolder: dataFolder ?? "" },
    { pages: false, log: createLogger("silent"), ...journal, ...overrides },
  );
  return { app, url: (await app.start()).url };
}

/** Posts as a page of the server does. */
export async function postTo(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Posted> {
  const answer = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}
