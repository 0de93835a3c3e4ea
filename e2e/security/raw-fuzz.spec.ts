import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, test } from "../fixtures.ts";
import { admin } from "../people.ts";
import { ask, converse } from "./raw-request.ts";

// Bytes on the socket, in front of the real server with the real Next.js behind it.

/** Of what Next.js tells itself from one part to another. From outside each would be an order. */
const inwardHeaders = [
  "x-middleware-subrequest: middleware:middleware:middleware:middleware:middleware",
  "x-middleware-subrequest: src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
  "x-middleware-rewrite: http://127.0.0.1:9/",
  "x-middleware-next: 1",
  "x-middleware-override-headers: cookie",
  "x-middleware-set-cookie: ringside-session=x",
  "x-middleware-prefetch: 1",
  "x-nextjs-data: 1",
  "x-nextjs-rewritten-path: /supervisor",
  "x-nextjs-html-request-id: 1",
  "x-nextjs-request-id: 1",
  "x-matched-path: /supervisor",
  "x-invoke-path: /supervisor",
  "x-invoke-status: 500",
  "x-invoke-error: {}",
  "x-invoke-output: /supervisor",
  "x-prerender-revalidate: x",
  "x-now-route-matches: 1=x",
  "next-action: 7f000000000000000000000000000000000000ff01",
  "next-router-state-tree: %5B%22%22%5D",
  "next-router-state-tree: not json",
  "next-router-prefetch: 1",
  "next-router-segment-prefetch: /_tree",
  "next-url: /supervisor",
  "next-resume: 1",
  "rsc: 1",
  "x-forwarded-host: evil.example",
  "x-forwarded-proto: https",
  "x-forwarded-port: 1",
  "x-original-url: /supervisor",
  "x-rewrite-url: /supervisor",
  "x-http-method-override: POST",
  "content-security-policy: script-src 'nonce-chosenByTheVisitor'",
  "purpose: prefetch",
  "range: bytes=0-1",
  "expect: 100-continue",
  "accept-encoding: br, gzip",
];

const methods = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "DELETE",
  "OPTIONS",
  "PATCH",
  "TRACE",
  "CONNECT",
  "PROPFIND",
  "get",
  "G\tET",
];

const paths = [
  "/",
  "/supervisor",
  "/sign-in",
  "/wall/all",
  "/_next/image?url=%2Ficon.svg&w=64&q=75",
  "/_next/image?url=http://127.0.0.1:9/x&w=64&q=75",
  "/_next/image",
  "/_next/data/build/index.json",
  "/_next/data/build/supervisor.json",
  "/_next/static/../../package.json",
  "/_next/static/%2e%2e/%2e%2e/server/app/page.js",
  "/_next/static/chunks/..%2f..%2f..%2fpackage.json",
  "/_next/static/chunks/%5c..%5c..%5cBUILD_ID",
  "/_next/server/app/page.js",
  "/_next/webpack-hmr",
  "/__nextjs_original-stack-frame",
  "/.next/BUILD_ID",
  "/.git/config",
  "/../../etc/passwd",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/supervisor/../api/accounts",
  "/supervisor%00.html",
  "/supervisor\\..\\admin",
  "/%c0%ae%c0%ae/etc/passwd",
  "/;/admin",
  "/admin/users/",
  "//evil.example/admin",
  "/\\evil.example",
  "http://evil.example/supervisor",
  "https://127.0.0.1/api/accounts",
  "evil.example:443",
  "*",
  "/?__nextDataReq=1",
  "/supervisor?_rsc=1",
  "/supervisor?nxtPid=x",
  "/api/board/",
  "/api//board",
  "/API/board",
  "/api/figures/../accounts",
  `/${"a/".repeat(3_000)}`,
  `/${"%25".repeat(2_000)}`,
];

const bodies = [
  "",
  "content-length: 5\r\n\r\nhello",
  "content-length: 5\r\ncontent-length: 6\r\n\r\nhello",
  "content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
  "transfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\nGET /api/accounts HTTP/1.1\r\nhost: x\r\n\r\n",
  "transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n0\r\n\r\n",
  "transfer-encoding : chunked\r\n\r\n0\r\n\r\n",
  "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
  "content-length: -1\r\n\r\n",
  "content-length: 99999999999999999999\r\n\r\n",
  "content-type: multipart/form-data; boundary=x\r\ncontent-length: 40\r\n\r\n--x\r\ncontent-disposition: form-data\r\n\r\n--x",
  "content-type: text/x-component\r\ncontent-length: 2\r\n\r\n[]",
];

const ends = ["\r\n", "\n", "\r\n\u0000", "\r\n ", "\r\r\n"];
// Who asks for h2c gets an answer in HTTP/1.1, and what was sent right behind it is not read: so it says that it goes.
const upgrades = [
  "",
  "connection: upgrade\r\nupgrade: websocket\r\n",
  "connection: upgrade, close\r\nupgrade: h2c\r\n",
];

const request = fc.record({
  method: fc.constantFrom(...methods),
  path: fc.oneof(
    fc.constantFrom(...paths),
    fc.string({ unit: "binary", maxLength: 40 }).map((text) => `/${text}`),
  ),
  version: fc.constantFrom("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", ""),
  hosts: fc.constantFrom("host: x\r\n", "host: x\r\nhost: y\r\n", "host: evil.example\r\n", "", "host: \u0000\r\n"),
  headers: fc.subarray(inwardHeaders, { maxLength: 8 }),
  cookie: fc.boolean(),
  upgrade: fc.constantFrom(...upgrades),
  end: fc.constantFrom("\r\n", "\r\n", "\r\n", ...ends),
  body: fc.constantFrom("", ...bodies),
  twice: fc.boolean(),
});

type Sent = typeof request extends fc.Arbitrary<infer One> ? One : never;

function bytesOf(sent: Sent, cookie: string): string {
  const { method, path, version, hosts, headers, upgrade, end, body, twice } = sent;
  const line = `${method} ${path} ${version}${end}`;
  const fields = [...headers, ...(sent.cookie ? [`cookie: ${cookie}`] : [])].map((field) => `${field}\r\n`).join("");
  const one = `${line}${hosts}${fields}${upgrade}${body === "" ? "\r\n" : body}`;
  return `${one}${twice ? one : ""}GET /api/health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`;
}

const statusesIn = (heard: string) => Array.from(heard.matchAll(/HTTP\/1\.1 (\d{3})/g), ([, status]) => Number(status));

/** What only Next.js says, or only a server that fell over. */
function faultsIn(heard: string | null, { method }: Sent): string[] {
  if (heard === null) return ["nothing came to an end"];
  const statuses = statusesIn(heard);
  const failed = statuses.filter((status) => status >= 500 || status === 101);
  const acted =
    method !== "GET" &&
    method !== "HEAD" &&
    /__next_f|x-nextjs-|text\/x-component/.test(heard.split("HTTP/1.1")[1] ?? "");
  return [
    ...failed.map((status) => `it was answered ${status}`),
    ...(acted ? [`${method} reached the pages`] : []),
    ...(/chosenByTheVisitor/.test(heard) ? ["the visitor chose the policy"] : []),
    ...(/127\.0\.0\.1:9/.test(heard) ? ["it was led elsewhere"] : []),
    ...(/evil\.example/.test(heard.replace(/next=[^\s]*/g, "")) ? ["it leads to another server"] : []),
    ...(/root:.*:0:0|"name": ?"ringside"|\[core\]/.test(heard) ? ["a file of the machine was told"] : []),
    ...(/\n {4}at |node_modules|node:internal/.test(heard) ? ["a stack was told"] : []),
  ];
}

test.describe("bytes on the socket", () => {
  test.use({ access: "closed" });

  async function signIn(url: string): Promise<string> {
    const signedIn = await ask(url, "/api/sign-in", {
      method: "POST",
      headers: { origin: url, "content-type": "application/json" },
      body: JSON.stringify({ email: admin.email, password: admin.password }),
    });
    return signedIn.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
  }

  test("[Z7] none makes the server fail, hang, or pass on to the pages what is not GET or HEAD", async ({ server }) => {
    test.setTimeout(240_000);
    const { url } = server;
    const cookie = await signIn(url);
    await fc.assert(
      fc.asyncProperty(request, async (sent) => {
        expect(faultsIn(await converse(url, bytesOf(sent, cookie)), sent)).toEqual([]);
      }),
      // fast-check says the seed of what fails.
      { numRuns: 300, endOnFailure: false },
    );
    expect((await ask(url, "/api/health")).status).toBe(200);
    const lines = server.printed().split("\n");
    expect(lines.filter((line) => /could not be answered|"level":[56]0|canary|^ {4}at |⨯/.test(line))).toEqual([]);
  });

  test("[Z7] no inward header of Next.js from outside changes what a page answers", async ({ server: { url } }) => {
    const plain = await ask(url, "/supervisor");
    expect(plain.status).toBe(303);
    for (const header of inwardHeaders) {
      const [name = "", value = ""] = header.split(/: (.*)/s);
      const told = await ask(url, "/supervisor", { headers: { [name]: value } });
      expect({ status: told.status, location: told.headers.location, text: told.text }, header).toEqual({
        status: 303,
        location: plain.headers.location,
        text: "",
      });
    }
  });

  test("[Z7] a page that says unreadably what it comes from is answered as if it said nothing", async ({ server }) => {
    const { url } = server;
    const cookie = await signIn(url);
    const told = async (path: string, state: Record<string, string>) => {
      const { status, headers: fields, text } = await ask(url, path, { headers: { cookie, rsc: "1", ...state } });
      return { status, location: fields.location, type: fields["content-type"], long: text.length > 1_000 };
    };
    const of = (text: string) => ({ "next-router-state-tree": text });
    const deep = (levels: number) => `${'["",{"a":'.repeat(levels)}["",{}]${"}]".repeat(levels)}`;
    const unreadable = ['[""]', "not json", "{}", '["",{"children":7}]', "%", deep(200), deep(1_400), deep(4_500)];
    for (const [path, status] of [
      ["/supervisor?_rsc", 200],
      ["/nowhere?_rsc", 404],
    ] as const) {
      const silent = await told(path, {});
      expect(silent).toEqual({ status, location: undefined, type: "text/x-component", long: true });
      for (const state of unreadable.flatMap((text) => [text, encodeURIComponent(text).slice(0, 50_000)])) {
        expect(await told(path, of(state)), `${path} ${state.slice(0, 50)}`).toEqual(silent);
      }
    }
    // What it can read is its own affair: the answer's address is of that state.
    const readable = await told("/supervisor?_rsc", of(encodeURIComponent('["",{"children":["supervisor",{}]}]')));
    expect(readable).toMatchObject({ status: 307, location: expect.stringMatching(/&_rsc=./) });
    expect(server.printed()).not.toContain("router state");
  });

  test("[Z7] a server's name before the path leads nowhere else", async ({ server: { url } }) => {
    const cookie = await signIn(url);
    for (const host of ["x", "evil.example"]) {
      for (const path of ["/supervisor", "/admin/users", "//supervisor", "/_next/static/x.js", "", "/nowhere"]) {
        const lines = [`GET http://evil.example${path} HTTP/1.1`, `host: ${host}`, `cookie: ${cookie}`];
        const heard = await converse(url, `${lines.join("\r\n")}\r\nconnection: close\r\n\r\n`);
        expect(heard, path).toMatch(/^HTTP\/1\.1 (?:200|303|308|404) /);
        expect(heard, path).not.toContain("evil.example");
      }
    }
  });

  test("[Z7] nothing but GET and HEAD reaches a page, whatever it says it is", async ({ server: { url } }) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      for (const path of [
        "/sign-in",
        "/wall/all",
        "/nowhere",
        "/_next/static/x.js",
        "/_next/image?url=%2Fx&w=64&q=75",
      ]) {
        const headers = { "next-action": "7f00", rsc: "1", "content-type": "text/plain;charset=UTF-8", origin: url };
        const told = await ask(url, path, { method, headers, body: "[]" });
        expect(told.status, `${method} ${path}`).toBe(405);
        expect(told.headers.allow).toBe("GET, HEAD");
      }
    }
  });

  test("[Z7] control: a server that asks nothing lets POST through to whoever serves pages", async () => {
    const bare = createServer((request_, response) => response.end(`${request_.method} served, __next_f`));
    bare.listen(0, "127.0.0.1");
    await new Promise((resolve) => bare.once("listening", resolve));
    const url = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
    const [path = ""] = paths;
    const sent: Sent = {
      method: "POST",
      path,
      version: "HTTP/1.1",
      hosts: "host: x\r\n",
      headers: [],
      cookie: false,
      upgrade: "",
      end: "\r\n",
      body: "",
      twice: false,
    };
    expect(faultsIn(await converse(url, bytesOf(sent, "")), sent)).toEqual(["POST reached the pages"]);
    bare.close();
  });
});
