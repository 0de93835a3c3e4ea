import { readdirSync } from "node:fs";
import { request } from "node:http";
import { join, sep } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Access, permissionOf } from "#lib/access/access.ts";
import { accessOfPage, pageAccess } from "#lib/access/page-access.ts";
import { nobody, type Principal } from "#lib/access/principal.ts";
import { saidAccess, toldAccess } from "#lib/access/socket-access.ts";
import type { ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { createLogger } from "#server/log.ts";
import { createHops } from "./hops.ts";
import { createHttpServer } from "./http-server.ts";
import { listen } from "./listen.ts";
import { type ClosedOffice, type Office, openClosedOffice, openOffice } from "./office-under-test.ts";
import type { Deed, Method, Route } from "./route.ts";
import { wholeRouteTable } from "./routes-under-test.ts";

/** Nobody, agent, supervisor, admin, a screen on a wall, whoever reaches an open server, a program with the metrics' token. */
const principals = {
  N: nobody,
  A: { is: "account", accountId: "a", sessionId: "a", name: "A", role: "agent", extension: "101" },
  S: { is: "account", accountId: "s", sessionId: "s", name: "S", role: "supervisor", extension: null },
  D: { is: "account", accountId: "d", sessionId: "d", name: "D", role: "admin", extension: null },
  W: { is: "screen", screenId: "w", name: "W", board: "all" },
  O: { is: "open" },
  M: { is: "watcher" },
} as const satisfies Record<string, Principal>;
type Actor = keyof typeof principals;
const actors = Object.keys(principals) as Actor[];

/** Whom every method of every address lets in. Whoever adds an address, or changes a rule, says so here as well. */
const expectedRoutes = [
  "POST GET /api/webhook/*: NASDWOM",
  "GET HEAD /api/arrivals: DO",
  "POST /api/test-event: DO",
  "GET HEAD /api/webhook-key: DO",
  "POST /api/webhook-key/show: DO",
  "POST /api/webhook-key/pasted: DO",
  "POST /api/webhook-key/rotate: DO",
  "POST /api/webhook-key/end: DO",
  "GET HEAD /api/deliveries: DO",
  "POST /api/deliveries/reveal: DO",
  "POST /api/deliveries/replay: DO",
  "GET HEAD /api/board: ASDWO",
  "GET HEAD /api/calls: ASDO",
  "GET HEAD /api/calls.csv: ASDO",
  "GET HEAD /api/call: ASDO",
  "GET HEAD /api/callers: ASDO",
  "GET HEAD /api/desk: ASDO",
  "GET HEAD /api/report: SDO",
  "GET HEAD /api/report.csv: SDO",
  "GET HEAD /api/figures/*: ASDO",
  "GET HEAD /api/floor: SDO",
  "POST /api/missed: ASDO",
  "GET HEAD /api/directory: ASDO",
  "POST /api/directory: SDO",
  "GET HEAD /api/directory.csv: SDO",
  "POST /api/directory/preview: SDO",
  "POST /api/directory/import: SDO",
  "POST /api/queues: SDO",
  "GET HEAD POST /api/contacts: SDO",
  "GET HEAD /api/contacts.csv: SDO",
  "POST /api/contacts/preview: SDO",
  "POST /api/contacts/import: SDO",
  "POST /api/reveal: ASDO",
  "GET /api/recording: ASDWO",
  "GET HEAD /api/audit: DO",
  "GET HEAD /api/audit.csv: DO",
  "GET HEAD /api/site: ASDO",
  "POST /api/site: DO",
  "GET HEAD /api/session: NASDWOM",
  "POST /api/sign-in: NASDWOM",
  "POST /api/sign-out: NASDWOM",
  "POST /api/password: NASDWOM",
  "GET HEAD /api/sessions: ASDO",
  "POST /api/sessions/revoke: ASDO",
  "GET HEAD /api/oidc/start: NASDWOM",
  "GET HEAD /api/oidc/callback: NASDWOM",
  "POST /api/setup: NASDWOM",
  "GET HEAD POST /api/accounts: DO",
  "POST /api/accounts/change: DO",
  "POST /api/accounts/password: DO",
  "POST /api/accounts/remove: DO",
  "GET HEAD POST /api/pairing: NASDWOM",
  "GET HEAD /api/screens: DO",
  "GET HEAD /api/screens/dark: SDO",
  "POST /api/screens/approve: DO",
  "POST /api/screens/change: DO",
  "POST /api/screens/command: DO",
  "POST /api/screens/revoke: DO",
  "GET HEAD /api/privacy: DO",
  "POST /api/privacy/find: DO",
  "POST /api/privacy/export: DO",
  "POST /api/privacy/erase: DO",
  "POST /api/privacy/backup: DO",
  "GET HEAD /api/health: NASDWOM",
  "GET HEAD /metrics: DOM",
];

const metricsToken = "m".repeat(40);
const token = "t".repeat(40);
const screens = {
  configured: { token, name: "Lobby", board: "all", look: { k: null, theme: "system", sound: false } as const },
  darkAfter: 120_000,
};
const stubPages = {
  build: "a build",
  serve: async (_request: unknown, response: { end(text: string): unknown }) => void response.end("a page"),
  close: async () => undefined,
};

let closed: ClosedOffice;
let open: Office;
let routes: readonly Route[];
const cookies = new Map<Actor, string>();
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  routes = await wholeRouteTable();
  const operations = { ...trialConfig.operations, metricsToken };
  closed = await openClosedOffice(null, { pages: stubPages }, { screens, operations });
  open = await openOffice(null, { pages: stubPages });
  cookies.set("A", (await closed.as("agent")).cookie);
  cookies.set("S", (await closed.as("supervisor")).cookie);
  cookies.set("D", closed.admin.cookie);
  cookies.set("W", `ringside-screen=${token}`);
});
afterAll(async () => {
  await closed.stop();
  await open.stop();
});
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

interface Asked {
  readonly actor: Actor;
  readonly path: string;
  readonly method: string;
  readonly access: Access;
}

/** Every method of every address, and whom `letsIn` lets in, the methods that let in the same together. */
async function matrixOf(table: readonly Route[], letsIn: (asked: Asked) => boolean | Promise<boolean>) {
  const rows: string[] = [];
  for (const { path, methods } of table) {
    const byLetters = new Map<string, string[]>();
    for (const [method, { access }] of Object.entries(methods)) {
      let letters = "";
      for (const actor of actors) {
        if (await letsIn({ actor, path: path.replace("*", "x"), method, access })) letters += actor;
      }
      byLetters.set(letters, [...(byLetters.get(letters) ?? []), method]);
    }
    rows.push(...Array.from(byLetters, ([letters, names]) => `${names.join(" ")} ${path}: ${letters}`));
  }
  return rows;
}

const byRule = ({ actor, access }: Asked) => permissionOf(access, principals[actor]) === "granted";

function sendTo(url: string, method: string, path: string, headers: Record<string, string>): Promise<Told> {
  return new Promise((resolve, reject) => {
    const all = { origin: url, "content-type": "application/json", ...headers };
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, method, path, headers: all, agent: false }, async (answer) => {
      let text = "";
      for await (const part of answer) text += part;
      const { statusCode: status = 0, headers: told } = answer;
      resolve({ status, text, location: told.location ?? null });
    });
    // No JSON: who is let in does nothing.
    sent.on("error", reject).end(method === "POST" ? "{" : undefined);
  });
}

/** What somebody carries. */
function proofOf(actor: Actor): Record<string, string> {
  if (actor === "M") return { authorization: `Bearer ${metricsToken}` };
  const cookie = cookies.get(actor);
  return cookie === undefined ? {} : { cookie };
}

interface Told {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
}

/** What the gate says to whom it does not let in; what comes after it, such as a wrong key, is refused in other words. */
const gateSays = { 401: "Sign in first.", 403: "That is not for you to see or to do." };

/** By what came back. Of HEAD, which tells no reason, the status speaks for itself. */
function isLetIn({ actor, method }: Asked, { status, text }: Told): boolean {
  expect(status).toSatisfy((code: number) => code < 500 || code === 503);
  const refusal = actor === "N" ? 401 : 403;
  const isRefused = status === refusal && (method === "HEAD" || text.includes(gateSays[refusal]));
  const isRefusedOtherwise = Object.values(gateSays).some((words) => text.includes(words)) && !isRefused;
  expect(isRefusedOtherwise, `${actor} ${method}: ${status}`).toBe(false);
  return !isRefused;
}

const overTheDoor = async (asked: Asked) => {
  const { actor, method, path } = asked;
  const url = actor === "O" ? open.url : closed.url;
  return isLetIn(asked, await sendTo(url, method, path, proofOf(actor)));
};

describe("every address, by every method, for everybody", () => {
  test("[Z1] has the rule that is written down for it", async () => {
    expect(await matrixOf(routes, byRule)).toEqual(expectedRoutes);
  });

  test("[Z1] answers as its rule says: 401 whom it does not know, 403 whom it knows", async () => {
    expect(await matrixOf(routes, overTheDoor)).toEqual(expectedRoutes);
  });

  test("[Z1] knows no other method: 405", async () => {
    const cookie = closed.admin.cookie;
    for (const { path, methods } of routes) {
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
        if (method in methods) continue;
        const { status } = await sendTo(closed.url, method, path.replace("*", "x"), { cookie });
        expect(status, `${method} ${path}`).toBe(405);
      }
    }
  });

  test("[Z1] a forged token, an ended session and one with a password that was handed over are nobody's", async () => {
    const gone = await closed.as("admin");
    await gone.post("/api/sign-out", {});
    const [email, password] = ["handed@office.example", "a word for one morning"];
    const person = { email, name: "Handed", role: "admin", extension: null, password };
    await closed.admin.post("/api/accounts", person);
    const handed = await closed.signIn(email, password);
    const strangers = [gone.cookie, handed.cookie, `${closed.admin.cookie}x`, `ringside-screen=${token}x`];
    for (const cookie of strangers) {
      const rows = await matrixOf(routes, async (asked) => {
        if (asked.actor !== "N") return byRule(asked);
        return isLetIn(asked, await sendTo(closed.url, asked.method, asked.path, { cookie }));
      });
      expect(rows).toEqual(expectedRoutes);
    }
  });

  test("[Z1] control: one rule less is noticed, and so is a gate that lets everybody pass", async () => {
    const weaker = routes.map((route) =>
      route.path === "/api/screens/revoke" ? { ...route, methods: openedUp(route.methods) } : route,
    );
    const changed = (rows: readonly string[]) => rows.filter((row) => !expectedRoutes.includes(row));
    expect(changed(await matrixOf(weaker, byRule))).toEqual(["POST /api/screens/revoke: NASDWOM"]);
    const url = await doorOf(routes.map((route) => ({ ...route, methods: openedUp(route.methods) })));
    const answers = await matrixOf(routes, async (asked) =>
      isLetIn(asked, await sendTo(url, asked.method, asked.path, {})),
    );
    expect(answers.filter((row) => !row.endsWith(": NASDWOM"))).toEqual([]);
  });

  test("[Z1] control: a method without a rule is none to the compiler", () => {
    const handle = () => ({ status: 200, headers: {}, body: "" });
    // @ts-expect-error: a deed without a rule must not compile, which the check of types sees here
    const deed: Deed = { handle };
    // @ts-expect-error: nor must a method that no rule is written for
    const method: Method = "DELETE";
    expect([deed, method]).toHaveLength(2);
  });
});

function openedUp(methods: Route["methods"]): Route["methods"] {
  const deed: Deed = { access: "anyone", handle: () => ({ status: 200, headers: {}, body: "" }) };
  return Object.fromEntries(Object.keys(methods).map((method) => [method, deed]));
}

/** A server of those addresses, for nobody in particular. */
async function doorOf(table: readonly Route[]): Promise<string> {
  const server = createHttpServer({
    routes: table,
    servePage: null,
    gatekeeper: { principalOf: () => nobody, subscribe: () => () => undefined },
    hops: createHops([], null),
    log: createLogger("silent"),
  });
  endings.push(() => server.close());
  return listen(server, "127.0.0.1", 0);
}

/** The paths of the pages that Next.js makes of the folder; what stands for a part to fill in is "all". */
const pagePaths = readdirSync(join(import.meta.dirname, "../../app"), { recursive: true, encoding: "utf8" })
  .filter((file) => /(?:^|[\\/])page\.tsx$/.test(file))
  .map((file) => file.split(sep).slice(0, -1))
  .map((parts) => parts.filter((part) => !part.startsWith("(")).map((part) => part.replace(/^\[.*\]$/, "all")))
  .map((parts) => `/${parts.join("/")}`)
  .sort();

/** Where each comes who asks for a page: in, to the sign-in, to the code of a TV, home and told why, or on to their own. */
const expectedPages = [
  "/: N to sign in, A on, S on, D on, W on, O in, M to sign in",
  "/account: N to sign in, A in, S in, D in, W home, O in, M to sign in",
  "/admin/audit: N to sign in, A home, S home, D in, W home, O in, M to sign in",
  "/admin/connection: N to sign in, A home, S home, D in, W home, O in, M to sign in",
  "/admin/directory: N to sign in, A home, S in, D in, W home, O in, M to sign in",
  "/admin/privacy: N to sign in, A home, S home, D in, W home, O in, M to sign in",
  "/admin/screens: N to sign in, A home, S home, D in, W home, O in, M to sign in",
  "/admin/settings: N to sign in, A home, S home, D in, W home, O in, M to sign in",
  "/admin/users: N to sign in, A home, S home, D in, W home, O in, M to sign in",
  "/calls: N to sign in, A in, S in, D in, W home, O in, M to sign in",
  "/calls/all: N to sign in, A in, S in, D in, W home, O in, M to sign in",
  "/desk: N to sign in, A in, S in, D in, W home, O in, M to sign in",
  "/desk/all: N to sign in, A home, S in, D in, W home, O in, M to sign in",
  "/reports: N to sign in, A home, S in, D in, W home, O in, M to sign in",
  "/setup: N to sign in, A in, S in, D in, W in, O in, M to sign in",
  "/sign-in: N in, A on, S on, D on, W on, O in, M in",
  "/supervisor: N to sign in, A home, S in, D in, W home, O in, M to sign in",
  "/tv: N in, A in, S in, D in, W on, O in, M in",
  "/wall: N to a code, A in, S in, D in, W on, O in, M to a code",
  "/wall/all: N to a code, A in, S in, D in, W in, O in, M to a code",
];

async function whereTo(actor: Actor, path: string): Promise<string> {
  const told = await sendTo(actor === "O" ? open.url : closed.url, "GET", path, proofOf(actor));
  if (told.status === 200) return "in";
  expect(told.status).toBe(303);
  if (told.location?.includes("denied=")) return "home";
  if (told.location?.startsWith("/sign-in")) return "to sign in";
  return told.location === "/tv" ? "to a code" : "on";
}

describe("every page, for everybody", () => {
  test("[Z2] has a rule, and every rule has a page", () => {
    expect(pagePaths.filter((path) => accessOfPage(path) === null)).toEqual([]);
    const idle = pageAccess.filter((row) => !pagePaths.some((path) => path === row.path || path.startsWith(row.path)));
    expect(idle).toEqual([]);
  });

  test("[Z2] is answered as its rule says", async () => {
    const rows: string[] = [];
    for (const path of pagePaths) {
      const places: string[] = [];
      for (const actor of actors) places.push(`${actor} ${await whereTo(actor, path)}`);
      rows.push(`${path}: ${places.join(", ")}`);
    }
    expect(rows).toEqual(expectedPages);
  });

  test("[Z2] control: a page that nobody wrote a rule for is none", () => {
    expect(accessOfPage("/salaries")).toBeNull();
    expect(accessOfPage("/salaries/all")).toBeNull();
  });
});

type Wire = Socket<ServerToScreen, ScreenToServer>;

function connect(actor: Actor): Wire {
  const url = actor === "O" ? open.url : closed.url;
  const extraHeaders = { ...proofOf(actor), origin: url };
  const wire: Wire = io(url, { transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders });
  endings.push(() => wire.disconnect());
  return wire;
}

const next = (wire: Wire, name: keyof ServerToScreen) =>
  new Promise<unknown>((resolve) => {
    wire.once(name as never, resolve as never);
  });

const tvStatus = { width: 1920, height: 1080, ratio: 1, sound: "off", build: "a build" } as const;

describe("every event of the live link, for everybody", () => {
  test("[Z3] is said and heard by whom the table names, and nobody else is let in", async () => {
    for (const actor of ["N", "M"] as const) expect(await next(connect(actor), "dismissed")).toBe("/sign-in");
    const before = (await closed.admin.get("/api/health")).parts.realtime.forbidden;
    const heard = new Map<string, Set<Actor>>([
      ["arrival", new Set()],
      ["command", new Set()],
    ]);
    const wires: Wire[] = [];
    for (const actor of ["A", "S", "D", "W"] as const) {
      const wire = connect(actor);
      wire.onAny((name: string) => heard.get(name)?.add(actor));
      expect(await next(wire, "snapshot")).toMatchObject({ version: expect.any(Number) });
      wire
        .emit("watch-arrivals", () => undefined)
        .emit("status", tvStatus)
        .emit("resync");
      await next(wire, "snapshot");
      wires.push(wire);
    }
    await closed.tell("Event=nothing");
    const { screens: there } = await closed.admin.get("/api/screens");
    expect(there).toMatchObject([{ status: { width: 1920 } }]);
    await closed.admin.post("/api/screens/command", { by: "-", id: there[0].id, do: "identify" });
    // What was sent before it has come by the time a snapshot that was asked for later has.
    for (const wire of wires) {
      wire.emit("resync");
      await next(wire, "snapshot");
    }
    const after = (await closed.admin.get("/api/health")).parts.realtime.forbidden;
    expect({ arrival: [...(heard.get("arrival") ?? [])], command: [...(heard.get("command") ?? [])] }).toEqual({
      arrival: ["D"],
      command: ["W"],
    });
    // watch-arrivals by all but the admin, status by all but the screen.
    expect(after - before).toBe(6);
  });

  test("[Z3] control: an event without a rule is none to the compiler", () => {
    // @ts-expect-error: an event that no rule is written for must not compile
    const said: Readonly<Record<keyof ScreenToServer | "shout", Access>> = saidAccess;
    // @ts-expect-error: in neither direction
    const told: Readonly<Record<keyof ServerToScreen | "shout", Access>> = toldAccess;
    expect([said.shout, told.shout]).toEqual([undefined, undefined]);
  });
});
