import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Principal } from "#lib/access/principal.ts";
import type { Role } from "#lib/access/role.ts";
import { createPageGate } from "./page-gate.ts";

let server: Server;
let principal: Principal;
let anybody: boolean;
let served: string[];

beforeEach(async () => {
  principal = { is: "nobody" };
  anybody = true;
  served = [];
  const gate = createPageGate({
    gatekeeper: { principalOf: () => principal },
    entrance: { accounts: { any: async () => anybody } },
    servePage(message, response) {
      served.push(message.url ?? "");
      response.end("a page");
    },
  });
  server = createServer((message, response) => void gate(message, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => server.close());

/** The page that is served, or the one to go to. The path goes out as it is: `fetch` would put it in order. */
function visit(path: string): Promise<{ page: string; headers: NodeJS.Dict<string | string[]> }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, path, agent: false }, (answer) => {
      answer.resume();
      const { statusCode, headers } = answer;
      const page = statusCode === 303 ? `→ ${headers.location}` : (served.at(-1) ?? "nothing");
      answer.on("end", () => resolve({ page, headers }));
    })
      .on("error", reject)
      .end();
  });
}

async function visits(...paths: string[]): Promise<string[]> {
  const pages: string[] = [];
  for (const path of paths) pages.push((await visit(path)).page);
  return pages;
}

function account(role: Role, extension: string | null = null): Principal {
  return { is: "account", accountId: "a", sessionId: "s", name: "N", role, extension };
}

describe("nobody", () => {
  test("[L16] sets up first", async () => {
    anybody = false;
    expect(await visits("/", "/wall", "/supervisor", "/sign-in", "/nowhere", "/setup", "/tv")).toEqual([
      ...Array.from({ length: 5 }, () => "→ /setup"),
      "/setup",
      "/tv",
    ]);
  });

  test("[L16] signs in, and then comes to the page that was wanted; a wall is let in by its code", async () => {
    expect(await visits("/", "/reports?from=1&_rsc=x7", "/calls/123", "/wall", "/wall/sales?k=6", "/setup")).toEqual([
      "→ /sign-in",
      "→ /sign-in?next=%2Freports%3Ffrom%3D1",
      "→ /sign-in?next=%2Fcalls%2F123",
      "→ /tv",
      "→ /tv",
      "→ /sign-in?next=%2Fsetup",
    ]);
    expect(await visits("/sign-in", "/sign-in?next=%2Freports", "/tv")).toEqual([
      "/sign-in",
      "/sign-in?next=%2Freports",
      "/tv",
    ]);
  });

  test("[L16] is not told which pages there are", async () => {
    const pages = await visits("/nowhere", "/_next/data/x/admin.json", "/admin/users", "/_next/image?url=x");
    expect(pages).toEqual([
      "→ /sign-in?next=%2Fnowhere",
      "→ /sign-in?next=%2F_next%2Fdata%2Fx%2Fadmin.json",
      "→ /sign-in?next=%2Fadmin%2Fusers",
      "→ /sign-in?next=%2F_next%2Fimage%3Furl%3Dx",
    ]);
  });

  test("[L16] gets what pages are made of", async () => {
    const files = ["/_next/static/chunks/0cz1d0mv5g_q7.js", "/_next/static/media/a.0ug9~x.woff2", "/favicon.ico"];
    expect(await visits(...files, "/icon.svg?icon.0u.svg")).toEqual([...files, "/icon.svg?icon.0u.svg"]);
    expect((await visit(files[0] ?? "")).headers["cache-control"]).toBeUndefined();
  });

  test("[L16] gets past the gate by no way of writing a path", async () => {
    const tricks = [
      "/_next/static/../../admin/users",
      "/_next/static/%2e%2e/%2e%2e/admin/users",
      "/wall/../admin/users",
      "//admin/users",
      "/%61dmin/users",
      "/admin%2Fusers",
      "/tv/../admin",
      "/tv%2F..%2Fadmin",
      "/\\admin",
      "/sign-in/../admin",
      "/favicon.ico/../admin",
    ];
    const pages = await visits(...tricks);
    expect(pages.filter((page) => !page.startsWith("→ /sign-in") && page !== "→ /tv")).toEqual([]);
    expect(served).toEqual([]);
  });
});

describe("somebody", () => {
  test("[L17] is at home where their work is", async () => {
    const homes: (string | undefined)[] = [];
    for (const who of [
      account("admin"),
      account("supervisor"),
      account("agent", "2/4"),
      account("agent"),
      { is: "screen", screenId: "s", name: "Hall", board: "sales" },
      { is: "open" },
    ] as const satisfies readonly Principal[]) {
      principal = who;
      homes.push(...(await visits("/")));
    }
    expect(homes).toEqual(["→ /supervisor", "→ /supervisor", "→ /desk/2%2F4", "→ /desk", "→ /wall/sales", "/"]);
  });

  test("[L403] an agent has one desk; supervisors look at any", async () => {
    principal = account("agent", "2/4");
    expect(await visits("/desk/2%2F4", "/desk", "/desk/204", "/desk/204/")).toEqual([
      "/desk/2%2F4",
      "/desk",
      "→ /desk/2%2F4?denied=%2Fdesk%2F204",
      "→ /desk/2%2F4?denied=%2Fdesk%2F204",
    ]);
    principal = account("agent", null);
    expect(await visits("/desk", "/desk/204")).toEqual(["/desk", "→ /desk?denied=%2Fdesk%2F204"]);
    principal = account("supervisor");
    expect(await visits("/desk/204")).toEqual(["/desk/204"]);
  });

  test("[L17] whom a page is not for goes home, and is told", async () => {
    principal = account("agent", "204");
    expect(await visits("/supervisor", "/admin/users", "/%61dmin/users", "/wall/../admin", "/desk/101")).toEqual([
      "→ /desk/204?denied=%2Fsupervisor",
      "→ /desk/204?denied=%2Fadmin%2Fusers",
      "→ /desk/204?denied=%2Fadmin%2Fusers",
      "/404",
      "→ /desk/204?denied=%2Fdesk%2F101",
    ]);
    principal = account("supervisor");
    expect(await visits("/admin/users", "/admin/directory", "/reports")).toEqual([
      "→ /supervisor?denied=%2Fadmin%2Fusers",
      "/admin/directory",
      "/reports",
    ]);
    principal = { is: "screen", screenId: "s", name: "Hall", board: "all" };
    expect(await visits("/wall/all", "/desk", "/calls")).toEqual([
      "/wall/all",
      "→ /wall/all?denied=%2Fdesk",
      "→ /wall/all?denied=%2Fcalls",
    ]);
  });

  test("[L17] who is signed in already needs not sign in, and what is no page is none", async () => {
    principal = account("admin");
    expect(
      await visits(
        "/sign-in",
        "/sign-in?next=%2Freports%3Fa%3D1",
        "/sign-in?next=%2F%2Fevil.example",
        "/sign-in?next=%2Fsign-in",
      ),
    ).toEqual(["→ /supervisor", "→ /reports?a=1", "→ /supervisor", "→ /supervisor"]);
    expect(await visits("/nowhere", "/supervisors", "/supervisor/", "/_next/data/x.json")).toEqual([
      "/404",
      "/404",
      "/supervisor/",
      "/404",
    ]);
  });

  test("[Z7] a server's name before the path leads nowhere else", async () => {
    principal = account("admin");
    expect(
      await visits(
        "http://evil.example/supervisor?a=1",
        "HTTPS://evil.example/_next/static/x.js",
        "http://evil.example",
        "http://evil.example?a=1",
      ),
    ).toEqual(["/supervisor?a=1", "/_next/static/x.js", "→ /supervisor", "→ /supervisor"]);
  });

  test("[L18] no page is kept by anything between, or shown to whoever comes next", async () => {
    const headers = [(await visit("/sign-in")).headers, (await visit("/reports")).headers];
    principal = account("admin");
    headers.push((await visit("/supervisor")).headers);
    expect(headers.map((all) => all["cache-control"])).toEqual(["private, no-store", "no-store", "private, no-store"]);
  });
});
