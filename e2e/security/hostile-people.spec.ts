import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { cores, expectOnlyText, faultsOf, payloads } from "../hostile-texts.ts";
import { admin } from "../people.ts";

// Accounts, screens, boards, the place, browsers and what arrives may be called anything, too.

const cell = (text: string) => text.slice(0, 60);
/** What a header may hold. */
const agents = cores.filter((text) => /^[\x20-\x7e]+$/.test(text));

async function poster(page: Page, url: string) {
  const headers = { origin: url, "content-type": "application/json" };
  const post = async (path: string, body: object, more: Record<string, string> = {}) => {
    const answer = await page.request.post(`${url}${path}`, { headers: { ...headers, ...more }, data: body });
    return { status: answer.status(), body: await answer.json() };
  };
  const { email, password } = admin;
  expect((await post("/api/sign-in", { email, password })).status).toBe(200);
  return post;
}

type Post = Awaited<ReturnType<typeof poster>>;

async function nameEverything(post: Post): Promise<void> {
  for (const [n, text] of payloads.entries()) {
    const name = cell(text);
    const person = { name, email: `p${n}@north.example`, extension: name.slice(0, 20) || null };
    await post("/api/accounts", { ...person, role: "agent", password: "first kettle orbit nine" });
  }
  const boards = cores.map((text, n) => ({ id: `b${n}`, name: cell(text), queues: [cell(text)], agents: null }));
  const whole = { id: "all", name: "All", queues: null, agents: null };
  for (const place of cores) {
    const { status } = await post("/api/site", { by: "x", put: { place: cell(place) } });
    expect([200, 400]).toContain(status);
  }
  for (const board of boards) {
    // One that is refused for its name must not keep the others out.
    const { status } = await post("/api/site", { by: "x", put: { boards: [whole, board] } });
    expect([200, 400]).toContain(status);
  }
  await post("/api/site", { by: "x", put: { boards: [whole, { ...whole, id: "evil", name: cell(cores[1] ?? "") }] } });
}

async function connectScreens(post: Post, url: string): Promise<void> {
  const look = { k: null, theme: "system", sound: false };
  for (const text of cores.slice(0, 18)) {
    const asked = await fetch(`${url}/api/pairing`, {
      method: "POST",
      headers: { origin: url, "content-type": "application/json" },
      body: "{}",
    });
    const { code } = await asked.json();
    const wish = { name: cell(text), board: "all", look, expiresAt: null };
    expect([200, 400]).toContain((await post("/api/screens/approve", { by: "x", code, ...wish })).status);
  }
}

/** Requests that are refused, each for another reason, and browsers that call themselves so. */
async function arrive(webhook: string, url: string): Promise<void> {
  const { email, password } = admin;
  for (const text of cores) {
    const headers = { "content-type": "application/json" };
    await fetch(webhook, { method: "POST", headers, body: text });
    await fetch(webhook, { method: "POST", headers, body: JSON.stringify({ Event: text, Callerid: text, Id: text }) });
    await fetch(`${webhook.slice(0, -4)}${encodeURIComponent(text.slice(0, 80))}`, { method: "POST", body: text });
    await fetch(`${webhook}?Event=${encodeURIComponent(text)}&Did=${encodeURIComponent(text)}`);
  }
  for (const agent of agents.slice(0, 20)) {
    const headers = { origin: url, "content-type": "application/json", "user-agent": agent };
    await fetch(`${url}/api/sign-in`, { method: "POST", headers, body: JSON.stringify({ email, password }) });
    await fetch(`${url}/api/sign-in`, { method: "POST", headers, body: JSON.stringify({ email: agent, password }) });
  }
}

/** What the policy of a page kept from happening: nothing of what is shown may have tried. */
async function collectReports(page: Page): Promise<string[]> {
  const reports: string[] = [];
  await page.exposeFunction("reportOfPolicy", (text: string) => reports.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      const { reportOfPolicy } = window as unknown as { reportOfPolicy(text: string): void };
      reportOfPolicy(`${violatedDirective} ${blockedURI}`);
    });
  });
  return reports;
}

test.describe("hostile texts", () => {
  test.use({ access: "closed", expectedErrors: /status of 404/ });

  test("[Z8] in accounts, screens, boards, the place, browsers and arrivals are text on every page", async ({
    page,
    server,
  }) => {
    test.setTimeout(240_000);
    const post = await poster(page, server.url);
    await nameEverything(post);
    await connectScreens(post, server.url);
    await arrive(server.webhook, server.url);
    const reports = await collectReports(page);
    const evil = encodeURIComponent(cores[1] ?? "");
    const pages = [
      ["/admin/users", "onerror"],
      ["/account", "Ada Admin"],
      ["/admin/audit", "onerror"],
      [`/admin/audit?person=${evil}&kind=${evil}`, ""],
      ["/admin/connection", "onerror"],
      ["/admin/screens", "onerror"],
      [`/admin/screens?code=${evil}`, "onerror"],
      ["/admin/settings", ""],
      ["/admin/privacy", ""],
      ["/wall/evil", ""],
      [`/wall/${evil}`, ""],
      [`/supervisor?denied=${evil}`, ""],
      [`/setup?step=${evil}`, ""],
    ] as const;
    await expectOnlyText(page, server.url, pages);
    expect(reports).toEqual([]);
    const csv = await (await page.request.get(`${server.url}/api/audit.csv`)).text();
    expect(csv).toContain("onerror");
    const cells = csv.split(/\r\n/).flatMap((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    expect(cells.filter((one) => /^"?[=+@\t\r-]/.test(one))).toEqual([]);
    // The page that is open would go on asking, as nobody.
    await page.goto("about:blank");
    await page.context().clearCookies();
    for (const path of [`/sign-in?next=${evil}&problem=${evil}`, "/sign-in?next=javascript:alert(1)", `/tv?${evil}`]) {
      await page.goto(`${server.url}${path}`);
      await expect(page.getByRole("main"), path).toBeVisible();
      await expect.poll(() => faultsOf(page), path).toEqual([]);
    }
    expect(reports).toEqual([]);
  });
});

test.describe("a text that becomes more than text", () => {
  test.use({ access: "closed", expectedErrors: /Content Security Policy|status of 404/ });

  test("[Z8] control: is found, and what the policy stops is reported", async ({ page, server }) => {
    const reports = await collectReports(page);
    await page.goto(`${server.url}/sign-in`);
    await expect(page.getByRole("main")).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await page.evaluate(() => {
      document
        .querySelector("main")
        ?.insertAdjacentHTML("beforeend", "<img src=x onerror=\"document.body.id='taken'\">");
    });
    expect(await faultsOf(page)).toContain("text has become <img>");
    await expect.poll(() => reports).toContainEqual(expect.stringContaining("script-src-attr"));
    expect(await page.evaluate(() => document.body.id)).not.toBe("taken");
  });
});
