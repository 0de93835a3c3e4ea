import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wholeRouteTable } from "./http/routes-under-test.ts";

// Words that nobody says by chance, in every place where a secret or a person's number comes in. None of them may come
// out again: not in what the server prints, not in how it says that it is well, not in an error.

const secrets = {
  key: "canaryKey0aZ9bY8cX7dW6eV5fU4gT3hS2iR1jQ0kP",
  formerKey: "canaryFormerKey0aZ9bY8cX7dW6eV5fU4gT3hS2iR",
  wrongKey: "canaryWrongKey0aZ9bY8cX7dW6eV5fU4gT3hS2iR1",
  password: "canary plum kettle orbit",
  wrongPassword: "canary wrong kettle orbit",
  handedPassword: "canary handed kettle nine",
  ownPassword: "canary quiet kettle five",
  screenToken: "canaryScreenToken0aZ9bY8cX7dW6eV5fU4gT3hS",
  wrongScreenToken: "canaryWrongToken0aZ9bY8cX7dW6eV5fU4gT3hS2",
  setupCode: "CANARY-SETUP-CODE-7X",
  companySecret: "canaryCompanySecret0aZ9bY8cX7dW6eV5fU4gT3",
  accountSecret: "canaryAccountSecret0aZ9bY8cX7dW6eV5fU4gT3",
  metricsToken: "canaryMetricsToken0aZ9bY8cX7dW6eV5fU4gT3h",
} as const;

/** As it is spelled in many places; no other number here holds its last seven digits. */
const spellings = ["05557391462", "+90 555 739 14 62", "0090(555)739-1462", "%2B905557391462", "0555.739.1462"];
const digits = "5557391462";
const caller = "Canaria Vogelsang";

const admin = { email: "ada@canary.example", password: secrets.password };

let folder: string;
let running: Running;
const endings: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-canary-"));
});
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly url: string;
  /** All that was printed on both streams. */
  printed(): string;
  stop(): Promise<void>;
}

const environment = {
  PORT: "0",
  HOST: "127.0.0.1",
  RINGSIDE_WEBHOOK_KEY: secrets.key,
  RINGSIDE_WEBHOOK_KEY_PREVIOUS: secrets.formerKey,
  RINGSIDE_ADMIN_NAME: "Ada",
  RINGSIDE_ADMIN_EMAIL: admin.email,
  RINGSIDE_ADMIN_PASSWORD: admin.password,
  RINGSIDE_SCREEN_TOKEN: secrets.screenToken,
  RINGSIDE_METRICS_TOKEN: secrets.metricsToken,
  // Nobody listens there.
  RINGSIDE_OIDC_ISSUER: "http://127.0.0.1:9",
  RINGSIDE_OIDC_CLIENT_ID: "ringside",
  RINGSIDE_OIDC_CLIENT_SECRET: secrets.companySecret,
};

function launch(env: Record<string, string>, ...args: string[]): { child: ChildProcess; printed: () => string } {
  const { RINGSIDE_ACCESS: _open, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, "loud.child.ts"), ...args], {
    env: { ...inherited, RINGSIDE_DATA: folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  return { child, printed: () => text };
}

async function start(...args: string[]): Promise<Running> {
  const { child, printed } = launch(environment, ...args);
  endings.push(() => child.kill("SIGKILL"));
  await expect.poll(printed, { timeout: 45_000 }).toMatch(/^http:\/\/\S+$/m);
  return {
    url: /^http:\/\/\S+$/m.exec(printed())?.[0] ?? "",
    printed,
    async stop() {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** All that was heard of failures and of the server's health. */
const heard: string[] = [];

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(`${running.url}${path}`, { redirect: "manual", ...init });
  if (answer.status >= 400) heard.push(`${answer.status} ${await answer.clone().text()}`);
  return answer;
}

const post = (path: string, body: string | object, headers: Record<string, string> = {}) =>
  send(path, {
    method: "POST",
    headers: { origin: running.url, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** Bytes that are no request, or hardly one. */
async function sendRaw(bytes: string): Promise<void> {
  const { hostname, port } = new URL(running.url);
  const wire = connect(Number(port), hostname);
  wire.setEncoding("utf8").on("data", (text: string) => heard.push(text));
  wire.on("error", () => wire.destroy());
  wire.end(bytes);
  await once(wire, "close");
}

async function signIn(email: string, password: string): Promise<string> {
  const answer = await post("/api/sign-in", { email, password });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

async function ringTheBell(): Promise<void> {
  for (const key of [secrets.key, secrets.formerKey, secrets.wrongKey, `${secrets.key}x`, secrets.key.slice(4)]) {
    const hook = `/api/webhook/${key}`;
    for (const number of spellings) {
      const event = { Event: "ringing", User: "820", Usertype: "queue", Id: "260302090000_1-0" };
      await post(hook, { ...event, Callerid: number, phonebook: caller, Did: number });
      await send(`${hook}?${new URLSearchParams({ ...event, Callerid: number, Did: number, phonebook: caller })}`);
      await post(hook, `{"Event":"ringing","Callerid":"${number}" "phonebook":"${caller}"`);
      await post(hook, `${number} ${caller} called, and nobody knows what that means`);
      await post(hook, { Event: number, User: caller, Id: number, Usertype: number });
    }
    await post(hook, `{"Callerid":"${spellings[0]}","x":"${"y".repeat(70_000)}"}`);
    await post(hook, `Callerid=${spellings[0]}`, { "content-encoding": "gzip" });
    await send(`${hook}/${spellings[0]}`, { method: "PUT" });
    await send(`/webhook/${key}?Callerid=${spellings[0]}`);
    await send(`/api/calls?key=${key}&caller=${spellings[0]}`);
    const line = `GET /api/webhook/${key}?Event=ringing&Callerid=${spellings[1]}&phonebook=${caller}`;
    await sendRaw(`${line} HTTP/1.1\r\nhost: x\r\n\r\n`);
    await sendRaw(`${line}\r\n\r\n`);
    await sendRaw(
      `POST /api/webhook/${key} HTTP/1.1\r\nhost: x\r\ncontent-length: 9999\r\n\r\n${spellings[0]} ${caller}`,
    );
    await sendRaw(`\x16\x03\x01 ${key} ${spellings[0]}\r\n\r\n`);
  }
}

/** Every act there is, of whoever asks, with canaries in every field that any of them knows. */
async function actEverywhere(cookie: string): Promise<void> {
  const table = await wholeRouteTable();
  const [number = ""] = spellings;
  const stranger = { by: caller, name: caller, email: `${number}@canary.example`, extension: number };
  const words = { reason: number, note: `${caller} ${number}`, csv: `number,name\n${number},${caller}\n,"${number}` };
  const kept = { password: secrets.wrongPassword, current: secrets.wrongPassword, next: secrets.ownPassword };
  const found = { number, call: number, confirm: number, id: number, queue: number, of: "call", started: null };
  const codes = { code: secrets.setupCode, token: secrets.wrongScreenToken };
  const everything = {
    ...stranger,
    ...words,
    ...kept,
    ...found,
    ...codes,
    do: number,
    deed: "claim",
    seen: 0,
    put: [],
  };
  for (const { path, methods } of table) {
    if (path === "/api/sign-out" || path.startsWith("/api/webhook")) continue;
    if ("POST" in methods) {
      for (const body of [everything, `{"by":"${caller}","number":"${number}"`, { [number]: secrets.ownPassword }]) {
        await post(path, body, { cookie });
      }
    } else {
      const query = new URLSearchParams({ caller: number, numbers: number, cursor: number, limit: number, id: number });
      await send(`${path.replace("*", number)}?${query}`, { headers: { cookie } });
    }
  }
}

async function comeAndGo(): Promise<string[]> {
  const session = await signIn(admin.email, admin.password);
  for (const email of [admin.email, "nobody@canary.example", spellings[0] ?? "", caller]) {
    await signIn(email, secrets.wrongPassword);
  }
  const person = { email: "new@canary.example", name: caller, role: "agent", extension: "117" };
  await post("/api/accounts", { ...person, password: secrets.handedPassword }, { cookie: session });
  const first = await signIn(person.email, secrets.handedPassword);
  await post("/api/password", { current: secrets.handedPassword, next: secrets.ownPassword }, { cookie: first });
  const own = await signIn(person.email, secrets.ownPassword);
  await post("/api/setup", {
    code: secrets.setupCode,
    name: caller,
    email: admin.email,
    password: secrets.ownPassword,
  });
  for (const token of [secrets.screenToken, secrets.wrongScreenToken]) await post("/api/pairing", { token });
  const asked = await post("/api/pairing", {});
  const pairing = asked.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  await send("/api/oidc/start?next=/wall");
  const departure = "ringside-departure=canaryDepartureCookie";
  await send(`/api/oidc/callback?code=${secrets.wrongKey}&state=${secrets.setupCode}`, {
    headers: { cookie: departure },
  });
  for (const cookie of [session, own, "ringside-screen=canaryWrongToken", ""]) await actEverywhere(cookie);
  return [session, first, own, pairing].map((cookie) => cookie.slice(cookie.indexOf("=") + 1));
}

/** Of the canaries those that stand in the text, however a number is spelled there. */
function foundIn(text: string, tokens: readonly string[]): string[] {
  const plain = text.toLowerCase();
  const words = [...Object.values(secrets), ...tokens, caller];
  const said = words.filter((word) => plain.includes(word.toLowerCase()) || plain.includes(encodeURIComponent(word)));
  // Of a number seven digits in a row, whatever stands between them, are as good as all of it.
  const isTold = text.replace(/[\s().+/-]|%20|%2B/gi, "").includes(digits.slice(-7));
  return [...said, ...(isTold ? [digits] : [])];
}

describe("of what comes in nothing comes out", () => {
  test("[Z6] in what is printed at the most talkative level, in errors, and in what tells how the server is", async () => {
    running = await start();
    await ringTheBell();
    const tokens = await comeAndGo();
    expect(tokens.every((token) => token.length > 20)).toBe(true);
    expect(heard.length).toBeGreaterThan(200);
    const cookie = await signIn(admin.email, admin.password);
    for (const headers of [{}, { cookie }]) heard.push(await (await send("/api/health", { headers })).text());
    const metrics = await send("/metrics", { headers: { authorization: `Bearer ${secrets.metricsToken}` } });
    expect(metrics.status).toBe(200);
    heard.push(await metrics.text());
    await running.stop();
    expect(foundIn(running.printed(), tokens)).toEqual([]);
    expect(heard.filter((text) => foundIn(text, tokens).length > 0)).toEqual([]);
  }, 120_000);

  test("[H42] a line of the log that would say one of them has it masked, in its words and in its fields", async () => {
    const texts = [...Object.values(secrets), ...spellings].map((said) => `${said} was said`);
    running = await start(...texts, "the last line");
    await expect.poll(running.printed, { timeout: 10_000 }).toContain("the last line");
    await running.stop();
    expect(running.printed().match(/was said/g)).toHaveLength(3 * texts.length);
    // The log cannot know what nobody gave it and what looks like words; nothing logs what people type.
    const typed = [secrets.wrongPassword, secrets.handedPassword, secrets.ownPassword, secrets.setupCode];
    expect(foundIn(running.printed(), []).sort()).toEqual([...typed].sort());
  });

  test("[Z6] control: each of them is found where a line says it", async () => {
    const planted = [secrets.key, secrets.password, `a call of ${spellings[1]}`, `{"name":"${caller}"}`];
    running = await start("--past-the-log", ...planted);
    await expect.poll(running.printed, { timeout: 10_000 }).toContain(caller);
    await running.stop();
    expect(foundIn(running.printed(), [])).toEqual([secrets.key, secrets.password, caller, digits]);
    const lines = running.printed().split("\n");
    expect(lines.filter((line) => foundIn(line, []).length > 0)).toHaveLength(planted.length);
  });

  test("[Z6] a start that cannot be names what is wrong, and not the secret", async () => {
    const broken: Record<string, string>[] = [
      { RINGSIDE_WEBHOOK_KEY: `${secrets.key}/with a slash` },
      { RINGSIDE_ADMIN_PASSWORD: `ringside ${secrets.password}` },
      { RINGSIDE_SCREEN_TOKEN: `${secrets.screenToken} with blanks` },
      { RINGSIDE_SECRET: secrets.accountSecret.slice(0, 12) },
      { RINGSIDE_OIDC_ISSUER: `not an address ${secrets.companySecret}` },
      { DATABASE_URL: `postgres://ringside:${secrets.password}@127.0.0.1/x` },
    ];
    const outcomes = await Promise.all(
      broken.map(async (env) => {
        const { child, printed } = launch({ ...environment, ...env });
        endings.push(() => child.kill("SIGKILL"));
        const [code] = await once(child, "close");
        return `${Object.keys(env).join("")} ${code} ${printed()}`;
      }),
    );
    for (const outcome of outcomes) expect(outcome).toMatch(/^(?:(\w+) 78 \1|(DATABASE_URL) 1 \2) .*\.\n$/);
    expect(foundIn(outcomes.join(""), [secrets.accountSecret.slice(0, 12)])).toEqual([]);
  });

  test("[Z6] a list of names that cannot be read is refused without a number of it", async () => {
    writeFileSync(join(folder, "directory.csv"), `number,kind,name\n${spellings[0]},robot,${caller}\n`);
    const { child, printed } = launch(environment);
    await once(child, "close");
    expect(printed()).toContain("line 2");
    expect(foundIn(printed(), [])).toEqual([]);
  });
});
