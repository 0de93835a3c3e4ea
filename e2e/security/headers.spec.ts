import { expect, test } from "../fixtures.ts";
import { admin } from "../people.ts";
import { type Answered, headerFaults, type Kind } from "./header-rules.ts";
import { type Asked, ask, converse } from "./raw-request.ts";

const pages = [
  "/",
  "/account",
  "/admin",
  "/admin/audit",
  "/admin/connection",
  "/admin/directory",
  "/admin/privacy",
  "/admin/screens",
  "/admin/settings",
  "/admin/users",
  "/calls",
  "/calls/260302090000_1",
  "/desk",
  "/desk/117",
  "/nowhere",
  "/reports",
  "/setup",
  "/sign-in",
  "/supervisor",
  "/supervisor/",
  "/tv",
  "/wall",
  "/wall/all",
  "/wall/nowhere",
  "/_next/image?url=%2Ficon.svg&w=64&q=75",
  "/_next/data/x/index.json",
  "/%ZZ",
  "/..%2f..%2fetc/passwd",
  "//evil.example",
];

const addresses = [
  "/api/account",
  "/api/accounts",
  "/api/arrivals",
  "/api/audit",
  "/api/audit.csv",
  "/api/board",
  "/api/call?id=1",
  "/api/callers?numbers=1",
  "/api/calls",
  "/api/calls?limit=x",
  "/api/calls.csv",
  "/api/contacts",
  "/api/contacts.csv",
  "/api/deliveries",
  "/api/desk?extension=117",
  "/api/directory",
  "/api/directory.csv",
  "/api/figures/now-live",
  "/api/floor",
  "/api/health",
  "/api/oidc/callback",
  "/api/oidc/start",
  "/api/pairing",
  "/api/privacy",
  "/api/recording?call=1&leg=1&n=1",
  "/api/report",
  "/api/report.csv?table=agents",
  "/api/screens",
  "/api/screens/dark",
  "/api/session",
  "/api/sessions",
  "/api/site",
  "/api/webhook-key",
  "/api/webhook/a-wrong-key",
  "/socket.io/",
];

const files = ["/favicon.ico", "/icon.svg", "/_next/static/nothing.js"];

const screenToken = "k".repeat(43);

/** Goes about a server, and keeps what its answers' headers were. */
function createCrawl(url: string) {
  const made = new Set<string>();
  const faults: string[] = [];
  const statuses = new Set<number>();
  const note = (kind: Kind, what: string, answered: Answered) => {
    statuses.add(answered.status);
    faults.push(...headerFaults(kind, answered).map((fault) => `${what}: ${fault}`));
  };
  return {
    note,
    async visitAll(kind: Kind, paths: readonly string[], asked: Asked) {
      for (const path of paths) {
        const told = await ask(url, path, asked);
        note(kind, `${asked.method ?? "GET"} ${path} ${told.status}`, told);
        for (const [, file = ""] of told.text.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)) made.add(file);
      }
    },
    /** What the pages so far are made of. */
    made: () => [...made],
    faults: () => faults,
    statuses: () => [...statuses].sort((one, other) => one - other),
  };
}

test.describe("what the headers of every answer say", () => {
  test.use({ access: "closed", environment: { RINGSIDE_SCREEN_TOKEN: screenToken } });

  test("[Z4] whoever asks, for whatever, by whatever method", async ({ server: { url } }) => {
    test.setTimeout(120_000);
    const signedIn = await signIn(url, url);
    const cookie = cookieOf(signedIn);
    const crawl = createCrawl(url);
    crawl.note("data", "the sign-in", signedIn);
    for (const headers of [{}, { cookie }, { cookie: `ringside-screen=${screenToken}` }]) {
      await crawl.visitAll("page", pages, { headers });
      await crawl.visitAll("data", addresses, { headers });
    }
    const made = crawl.made();
    expect(made.length).toBeGreaterThan(10);
    await crawl.visitAll("file", [...files, ...made], { method: "HEAD" });
    const { headers: kept } = await ask(url, made[0] ?? "");
    await crawl.visitAll("file", made.slice(0, 1), { headers: { "if-none-match": String(kept.etag) } });
    const form = { cookie, origin: url, "content-type": "text/plain" };
    const acted = ["/supervisor", "/api/board", "/api/accounts", "/_next/static/x.js", "/nowhere"];
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      await crawl.visitAll("data", acted, { method, headers: form });
    }
    const headers = { ...form, "content-type": "application/json" };
    await crawl.visitAll("data", ["/api/accounts"], { method: "POST", headers, body: "x".repeat(70_000) });
    for (const bytes of ["GARBAGE\r\n\r\n", `GET /supervisor HTTP/1.1\r\nX: ${"x".repeat(90_000)}\r\n\r\n`]) {
      crawl.note("data", bytes.slice(0, 20), readAnswer(await converse(url, bytes)));
    }
    expect(crawl.faults()).toEqual([]);
    expect(crawl.statuses()).toEqual([200, 303, 304, 308, 400, 401, 403, 404, 405, 413, 415, 431]);
  });

  test("[Z4] control: each header that is taken away is noticed", async ({ server: { url } }) => {
    const answers = [
      { kind: "page", ...(await ask(url, "/sign-in")) },
      { kind: "data", ...(await ask(url, "/api/session")) },
      { kind: "file", ...(await ask(url, "/favicon.ico")) },
    ] as const;
    const guards = [
      "content-security-policy",
      "x-content-type-options",
      "referrer-policy",
      "cross-origin-resource-policy",
    ];
    for (const { kind, status, headers } of answers) {
      expect(headerFaults(kind, { status, headers })).toEqual([]);
      for (const name of [...guards, ...(kind === "file" ? [] : ["cache-control"])]) {
        expect(headers[name], `${kind} ${name}`).toBeDefined();
        expect(headerFaults(kind, { status, headers: { ...headers, [name]: undefined } })).not.toEqual([]);
      }
      const policy = String(headers["content-security-policy"]);
      const loose = [
        {
          "content-security-policy": policy.replace(
            kind === "data" ? "default-src" : "script-src",
            "$& 'unsafe-inline'",
          ),
        },
        { "content-security-policy": policy.replace("frame-ancestors 'none'", "frame-ancestors *") },
        { "x-powered-by": "Next.js" },
        { server: "node" },
        { "access-control-allow-origin": "*" },
        { "set-cookie": ["ringside-session=x; SameSite=Lax; Path=/"] },
        { "set-cookie": ["__Host-ringside-session=x; HttpOnly; SameSite=Lax; Path=/"] },
      ];
      for (const added of loose) {
        expect(headerFaults(kind, { status, headers: { ...headers, ...added } }), JSON.stringify(added)).not.toEqual(
          [],
        );
      }
    }
    expect(
      headerFaults("page", { status: 303, headers: { ...answers[0].headers, location: "//evil.example" } }),
    ).toEqual(["it leads to //evil.example"]);
  });
});

test.describe("where people come by HTTPS alone", () => {
  const publicUrl = "https://board.example";
  test.use({ access: "closed", environment: { RINGSIDE_PUBLIC_URL: publicUrl } });

  test("[Z4] browsers are told to stay with HTTPS, and keep cookies for it alone", async ({ server: { url } }) => {
    const signedIn = await signIn(url, publicUrl);
    expect(signedIn.headers["set-cookie"]?.[0]).toMatch(/^__Host-ringside-session=[^;]+; Secure; HttpOnly;/);
    const cookie = cookieOf(signedIn);
    for (const path of ["/", "/supervisor", "/nowhere", "/favicon.ico", "/api/session", "/api/nothing", "/api/board"]) {
      const { status, headers } = await ask(url, path, { headers: { cookie } });
      expect(headers["strict-transport-security"], `${path} ${status}`).toBe("max-age=31536000");
    }
    // Whoever plants a cookie by plain HTTP gets nobody in by it.
    const planted = cookie.replace("__Host-", "");
    expect((await ask(url, "/api/board", { headers: { cookie: planted } })).status).toBe(401);
  });
});

function signIn(url: string, origin: string) {
  return ask(url, "/api/sign-in", {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ email: admin.email, password: admin.password }),
  });
}

function cookieOf({ headers }: Answered): string {
  return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

function readAnswer(text: string | null): Answered {
  const [head = ""] = (text ?? "").split("\r\n\r\n");
  const [line = "", ...fields] = head.split("\r\n");
  const headers = Object.fromEntries(
    fields.map((field) => [field.split(": ")[0]?.toLowerCase(), field.split(": ")[1]]),
  );
  return { status: Number(line.split(" ")[1]), headers };
}
