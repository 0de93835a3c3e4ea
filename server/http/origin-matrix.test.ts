import { createServer, request } from "node:http";
import { Server } from "socket.io";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "./listen.ts";
import { type ClosedOffice, type Office, openClosedOffice, openOffice } from "./office-under-test.ts";
import { wholeRouteTable } from "./routes-under-test.ts";

// A page of another site in a visitor's browser comes with the visitor's cookie; only its Origin tells.

const publicUrl = "https://board.example";

let office: ClosedOffice;
let open: Office;
let acts: readonly string[];

beforeAll(async () => {
  const routes = await wholeRouteTable();
  // The phone system has a key, and no pages.
  acts = routes.filter(({ path, methods }) => "POST" in methods && path !== "/api/webhook/*").map(({ path }) => path);
  office = await openClosedOffice(null, {}, { publicUrl });
  open = await openOffice(null);
});
afterAll(async () => {
  await office.stop();
  await open.stop();
});

interface Page {
  /** null: none is told. */
  readonly origin: string | null;
  readonly host: string;
}

function headersOf({ origin, host }: Page, more: Record<string, string> = {}) {
  return { host, ...(origin === null ? {} : { origin }), ...more };
}

/** Whether the live link is opened to a page with that Origin. */
function opens(url: string, page: Page, path = "/socket.io/?EIO=4&transport=websocket"): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const upgrade = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
  const headers = headersOf(page, { ...upgrade, "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==" });
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers, agent: false });
    asked.once("upgrade", (_answer, wire) => {
      wire.destroy();
      resolve(true);
    });
    asked.once("response", (answer) => {
      answer.resume();
      resolve(false);
    });
    asked.once("error", reject).end();
  });
}

/** What comes back from an act that holds nothing. */
function act(url: string, path: string, page: Page, cookie: string, type = "application/json"): Promise<string> {
  const { hostname, port } = new URL(url);
  const headers = headersOf(page, { cookie, "content-type": type });
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method: "POST", headers, agent: false }, async (answer) => {
      let text = "";
      for await (const part of answer) text += part;
      resolve(`${answer.statusCode} ${JSON.parse(text).detail}`);
    });
    asked.once("error", reject).end("{");
  });
}

const stranger = "403 Only pages of this server can do that.";
const otherName = "403 This server answers to no such name.";

const own: readonly Page[] = [
  { origin: "http://127.0.0.1:4321", host: "127.0.0.1:4321" },
  { origin: "http://board.lan", host: "board.lan" },
  { origin: "http://board.lan", host: "BOARD.LAN:80" },
  { origin: "https://board.lan", host: "board.lan" },
  { origin: publicUrl, host: "127.0.0.1:4321" },
  { origin: publicUrl, host: "whatever.the.proxy.says" },
];

const foreign: readonly Page[] = [
  { origin: null, host: "board.example" },
  { origin: "null", host: "board.example" },
  { origin: "null", host: "null" },
  { origin: "", host: "board.example" },
  { origin: "https://evil.example", host: "board.example" },
  { origin: "https://sub.board.example", host: "127.0.0.1:4321" },
  { origin: "https://example", host: "127.0.0.1:4321" },
  { origin: "https://board.example:444", host: "127.0.0.1:4321" },
  { origin: "https://board.example:444", host: "board.example" },
  { origin: "http://board.example", host: "127.0.0.1:4321" },
  { origin: "http://127.0.0.1:1234", host: "127.0.0.1:4321" },
  { origin: "HTTPS://BOARD.EXAMPLE", host: "127.0.0.1:4321" },
  { origin: "https://user@board.example", host: "127.0.0.1:4321" },
  { origin: "https://board.example@evil.example", host: "127.0.0.1:4321" },
  { origin: "https://board.example.", host: "board.example" },
  { origin: "https://board.example/", host: "127.0.0.1:4321" },
  { origin: "https://board.example, https://evil.example", host: "127.0.0.1:4321" },
  { origin: "https://board.example https://evil.example", host: "127.0.0.1:4321" },
  { origin: "https://board.example.evil.example", host: "127.0.0.1:4321" },
  { origin: "file://", host: "127.0.0.1:4321" },
  { origin: "moz-extension://1b2c", host: "127.0.0.1:4321" },
  { origin: "http://localhost:4321", host: "127.0.0.1:4321" },
];

describe("a page of", () => {
  test.each(own)("[Z5] $origin at $host is this server's: it connects, and every act is looked at", async (page) => {
    expect(await opens(office.url, page)).toBe(true);
    for (const path of acts) {
      const answer = await act(office.url, path, page, office.admin.cookie);
      expect(answer, path).toMatch(/^400 The request is not what this address takes\.$/);
    }
  });

  test.each(foreign)("[Z5] $origin at $host is a stranger's: neither", async (page) => {
    expect(await opens(office.url, page)).toBe(false);
    for (const path of acts) {
      expect(await act(office.url, path, page, office.admin.cookie), path).toBe(stranger);
    }
  });

  test("[Z5] this server sends no form: what a form can send without being asked is refused by its type", async () => {
    const [page] = own;
    if (page === undefined) throw new Error("there is no page");
    for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]) {
      for (const path of acts) {
        expect(await act(office.url, path, page, office.admin.cookie, type), path).toMatch(/^415 /);
      }
    }
  });
});

describe("a server that is open to whoever reaches it", () => {
  const names = [
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example:80",
    "127.0.0.1@evil.example",
    "[::2]",
  ];

  test.each(names)("[Z5] answers nothing to a name that leads here: %s", async (host) => {
    const page = { origin: `http://${host}`, host };
    expect(await opens(open.url, page)).toBe(false);
    for (const path of acts) expect(await act(open.url, path, page, ""), path).toBe(otherName);
    const { hostname, port } = new URL(open.url);
    for (const path of ["/", "/wall", "/api/board", "/api/session", "/favicon.ico"]) {
      const status = await new Promise((resolve, reject) => {
        request({ hostname, port, path, headers: { host }, agent: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .once("error", reject)
          .end();
      });
      expect(status, path).toBe(403);
    }
  });

  test.each(["127.0.0.1:1", "localhost:4321", "[::1]"])("[Z5] and is one's own at %s", async (host) => {
    expect(await opens(open.url, { origin: `http://${host}`, host })).toBe(true);
    expect(await act(open.url, "/api/missed", { origin: `http://${host}`, host }, "")).toMatch(/^400 /);
  });
});

test("[Z5] control: with a list for CORS alone every stranger's page connects", async () => {
  const httpServer = createServer();
  const lax = new Server(httpServer, { cors: { origin: publicUrl }, transports: ["websocket"] });
  const url = await listen(httpServer, "127.0.0.1", 0);
  for (const page of foreign) expect(await opens(url, page), String(page.origin)).toBe(true);
  await lax.close();
});
